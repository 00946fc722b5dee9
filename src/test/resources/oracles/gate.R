# Multinomial logistic regressions: nnet. The last class is the baseline here, the first one there.
library(nnet)
source("common.R")

run <- function(name, data, classes) {
  Y <- as.matrix(data[, classes])
  X <- as.matrix(data[, grep("^x", names(data))])
  # nnet starts at zero and works in the users' units: standardised columns keep its BFGS exact.
  centre <- colMeans(X); scale <- apply(X, 2, sd)
  Z <- sweep(sweep(X, 2, centre), 2, scale, "/")
  fit <- multinom(Y[, 3:1] ~ Z, weights = data$w, reltol = 1e-14, abstol = 1e-14, maxit = 5000, trace = FALSE)
  A <- t(coef(fit))[, 2:1]
  A[-1, ] <- A[-1, ] / scale
  A[1, ] <- A[1, ] - centre %*% A[-1, ]
  E <- cbind(1, X) %*% cbind(A, 0)
  logpi <- E - log(rowSums(exp(E)))
  put(name, "logLikelihood", sum(data$w * Y * logpi), first = TRUE)
  put(name, "gate", A)
}

set.seed(1979)
n <- 250
X <- data.frame(x1 = round(rnorm(n, 5, 2), 4), x2 = round(runif(n, -1, 1), 4))
E <- cbind(0.5 * X$x1 - 3, 1.5 * X$x2, 0)
P <- exp(E + 0.7 * matrix(rnorm(3 * n), n)); P <- round(P / rowSums(P), 4)
soft <- data.frame(X, w = round(runif(n, 0.2, 3), 3), t1 = P[, 1], t2 = P[, 2], t3 = P[, 3])
soft$t3 <- round(1 - soft$t1 - soft$t2, 4)
table("soft-labels", soft)
run("soft-labels", soft, c("t1", "t2", "t3"))

X <- data.frame(x1 = round(rnorm(n), 4), x2 = round(rnorm(n, 100, 30), 3),
  x3 = rbinom(n, 1, 0.4))
E <- cbind(1 + X$x1, 0.04 * (X$x2 - 100) - X$x3, 0) - log(-log(matrix(runif(3 * n), n)))
T <- diag(3)[max.col(E), ]
hard <- data.frame(X, w = round(runif(n, 0.2, 3), 3), t1 = T[, 1], t2 = T[, 2], t3 = T[, 3])
table("hard-labels", hard)
run("hard-labels", hard, c("t1", "t2", "t3"))
