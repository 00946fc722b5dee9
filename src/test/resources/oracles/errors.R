# Standard errors at the maximum: flexmix's refit, and the definitions by numerical derivatives.
library(flexmix)
source("common.R")
name <- "errors"

# refit() climbs to the maximum of the likelihood and takes the inverse Hessian there. Its gate is
# that of the second component against the first: the same errors with the sign turned.
d <- read.csv("parabola.csv")
set.seed(20)
ends <- lapply(1:20, function(i) flexmix(y ~ x1 + x2, data = d, k = 2,
  concomitant = FLXPmultinom(~ x1 + x2),
  control = list(iter.max = 3000, tolerance = 1e-12, minprior = 0)))
fit <- ends[[which.max(sapply(ends, logLik))]]
se <- sqrt(diag(refit(fit)@vcov))
put(name, "parabola.refit.gate", se[9:11], first = TRUE)
put(name, "parabola.refit.beta", se[c(1:3, 5:7)])
put(name, "parabola.refit.logSigma", se[c(4, 8)])

# By definition, for weighted rows: H^-1, and H^-1 J H^-1 with J the sum of w^2 s s'.
read <- function(key) {
  line <- grep(paste0("^maximum.", key, "="), readLines("three.properties"), value = TRUE)
  as.numeric(strsplit(sub(".*=", "", line), " +")[[1]])
}
three <- read.csv("three.csv")
X <- cbind(1, three$x1, three$x2)
K <- 3; p <- 3
theta <- c(read("gate"), read("beta"), 2 * log(read("sigma")))
density <- function(theta) {
  E <- X %*% cbind(matrix(theta[1:6], p), 0)
  B <- matrix(theta[6 + 1:9], p)
  s <- exp(theta[15 + 1:3] / 2)
  logpi <- E - log(rowSums(exp(E - apply(E, 1, max)))) - apply(E, 1, max)
  log(rowSums(exp(logpi + sapply(1:K, function(k) dnorm(three$y, X %*% B[, k], s[k], log = TRUE)))))
}
weights <- c(-1, 9, -45, 0, 45, -9, 1) / 60
scale <- c(rep(c(1, 0.05, 1), 5), rep(1, 3)) * 2e-3
scores <- function(theta) sapply(seq_along(theta), function(j)
  rowSums(sapply(-3:3, function(i) {
    moved <- theta; moved[j] <- moved[j] + i * scale[j]
    weights[i + 4] / scale[j] * density(moved)
  })))
gradient <- function(theta) colSums(three$w * scores(theta))
H <- -sapply(seq_along(theta), function(j)
  rowSums(sapply(-3:3, function(i) {
    moved <- theta; moved[j] <- moved[j] + i * scale[j]
    weights[i + 4] / scale[j] * gradient(moved)
  })))
H <- (H + t(H)) / 2
S <- three$w * scores(theta)
put(name, "three.model", sqrt(diag(solve(H))))
put(name, "three.sandwich", sqrt(diag(solve(H) %*% t(S) %*% S %*% solve(H))))
