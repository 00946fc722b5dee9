# Seconds and log-likelihood of one local fit by flexmix: the best of its three starts.
# Usage: Rscript local_fit.R ROWS.csv K SEED
suppressPackageStartupMessages(library(flexmix))
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1])
set.seed(as.integer(arguments[3]))
x <- paste(setdiff(names(rows), "y"), collapse = " + ")
seconds <- system.time(
  fitted <- stepFlexmix(
    as.formula(paste("y ~", x)),
    data = rows,
    k = as.integer(arguments[2]),
    nrep = 3,
    verbose = FALSE,
    drop = TRUE,
    concomitant = FLXPmultinom(as.formula(paste("~", x)))
  )
)[["elapsed"]]
cat(sprintf("%.6g %.10g\n", seconds, as.numeric(logLik(fitted))))
