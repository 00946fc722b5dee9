/**
 * What the commands do, as programs call it: a request in, a summary out. Requests are made by
 * builders, {@link org.dmoe.pipeline.FitRequest#builder} for instance, which say what each property
 * is, its default, and refuse what cannot be done. {@link org.dmoe.pipeline.FitPipeline} is the
 * longest; {@link org.dmoe.pipeline.Stages} has the jobs of all, {@link
 * org.dmoe.pipeline.InputTable} the rows they read, {@link org.dmoe.pipeline.SchemaColumns} the
 * covariates that sites share, {@link org.dmoe.pipeline.ModelTable} the table of models at the end.
 */
package org.dmoe.pipeline;
