# Costs by numeric integration of their definitions; transport problems by lpSolve.
library(lpSolve)
source("common.R")

# KL(local || global), integrated over the local quantiles; W2^2 over both.
kl <- function(m1, s1, m2, s2) integrate(function(z) dnorm(z) *
  (dnorm(m1 + s1 * z, m1, s1, log = TRUE) - dnorm(m1 + s1 * z, m2, s2, log = TRUE)),
  -12, 12, rel.tol = 1e-12, subdivisions = 2000)$value
w2 <- function(m1, s1, m2, s2) integrate(function(z) dnorm(z) *
  (qnorm(pnorm(z), m1, s1) - qnorm(pnorm(z), m2, s2))^2,
  -8, 8, rel.tol = 1e-12, subdivisions = 2000)$value

set.seed(1980)
costs <- data.frame(meanLocal = round(rnorm(40, 0, 3), 4), varianceLocal = round(exp(rnorm(40)), 4),
  meanGlobal = round(rnorm(40, 0, 3), 4), varianceGlobal = round(exp(rnorm(40)), 4))
costs$KL <- with(costs, mapply(kl, meanLocal, sqrt(varianceLocal), meanGlobal, sqrt(varianceGlobal)))
costs$W2 <- with(costs, mapply(w2, meanLocal, sqrt(varianceLocal), meanGlobal, sqrt(varianceGlobal)))
table("costs", costs)

plan <- function(supply, demand, C) {
  L <- length(supply); K <- length(demand)
  rows <- t(sapply(1:L, function(l) as.vector(row(C) == l) + 0))
  columns <- t(sapply(1:K, function(k) as.vector(col(C) == k) + 0))
  A <- rbind(matrix(rows, L), matrix(columns[-K, ], K - 1))
  lp("min", as.vector(C), A, rep("=", L + K - 1), c(supply, demand[-K]))$objval
}

# One line a problem: L, K, supply, demand, costs row by row, least cost.
lines <- character()
for (i in 1:60) {
  L <- sample(1:7, 1); K <- sample(2:6, 1)
  supply <- round(runif(L, 0.01, 1), 3); supply <- supply / sum(supply)
  demand <- round(runif(K, 0.01, 1), 3); demand <- demand / sum(demand)
  C <- matrix(round(10 * runif(L * K)^2, 4), L)
  value <- plan(supply, demand, C)
  lines <- c(lines, paste(sprintf("%.15g", c(L, K, supply, demand, t(C), value)), collapse = " "))
}
writeLines(lines, "plans.txt")
