/**
 * What the commands do, as programs call it: a request in, a summary out. {@link
 * org.dmoe.pipeline.FitPipeline} is the longest; {@link org.dmoe.pipeline.Stages} has the jobs of
 * all, {@link org.dmoe.pipeline.InputTable} the rows they read, {@link
 * org.dmoe.pipeline.ModelTable} the table of models at the end.
 */
package org.dmoe.pipeline;
