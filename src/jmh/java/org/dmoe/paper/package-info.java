/**
 * The experiments of arXiv 2312.09877 as jobs of the command line. {@link org.dmoe.paper.Plan} says
 * what is run, {@link org.dmoe.paper.CellRun} runs it, {@link org.dmoe.paper.Results} keeps what
 * came of it, {@link org.dmoe.paper.PaperPage} and {@link org.dmoe.paper.Table} show it. Start at
 * {@link org.dmoe.paper.Paper}.
 */
package org.dmoe.paper;
