# Mixtures of Poisson and of binomial regressions with a constant gate that share a slope: rows of a
# known mixture, flexmix's FLXMRglmfix with a fixed term, then the maximum of the likelihood by optim
# over the free parameters.
library(flexmix)
source("common.R")

set.seed(7)
n <- 400
x1 <- round(runif(n, -2, 2), 3)
x2 <- round(rnorm(n), 3)
z <- runif(n) < 0.4
eta <- ifelse(z, 1.6 + 0.5 * x1, 0.2 - 0.4 * x1) + 0.3 * x2
trials <- rep(c(8, 12), length.out = n)
rows <- data.frame(x1, x2, count = rpois(n, exp(eta)), trials,
  successes = rbinom(n, trials, plogis(2 * eta - 2)))
write.csv(rows, "equal.csv", row.names = FALSE, quote = FALSE)

X <- cbind(1, x1, x2)
log_density <- list(
  poisson = function(eta) dpois(rows$count, exp(eta), log = TRUE),
  binomial = function(eta) dbinom(rows$successes, rows$trials, plogis(eta), log = TRUE))
response <- list(poisson = count ~ 1, binomial = cbind(successes, trials - successes) ~ 1)

run <- function(family) {
  f <- function(t) {
    B <- matrix(c(t[2], t[3], t[6], t[4], t[5], t[6]), 3)
    pi <- plogis(t[1])
    a <- log(pi) + log_density[[family]](X %*% B[, 1])
    b <- log(1 - pi) + log_density[[family]](X %*% B[, 2])
    m <- pmax(a, b)
    sum(m + log(exp(a - m) + exp(b - m)))
  }
  model <- FLXMRglmfix(~ x1, fixed = ~ 0 + x2, family = family)
  ends <- lapply(1:10, function(i) tryCatch(flexmix(response[[family]], data = rows, k = 2,
    model = model, control = list(iter.max = 3000, tolerance = 1e-12, minprior = 0)),
    error = function(e) NULL))
  ends <- Filter(Negate(is.null), ends)
  fit <- ends[[which.max(sapply(ends, logLik))]]
  P <- parameters(fit)
  row <- function(term) P[grep(paste0(term, "$"), rownames(P)), ]
  pi <- prior(fit)[1]
  best <- c(log(pi / (1 - pi)), row("Intercept\\)")[1], row("x1")[1], row("Intercept\\)")[2],
    row("x1")[2], row("x2")[1])
  stopifnot(abs(f(best) - as.numeric(logLik(fit))) < 1e-6)
  for (i in 1:8) best <- optim(best, f, method = "BFGS",
    control = list(fnscale = -1, reltol = 1e-16, maxit = 3000, parscale = pmax(abs(best), 0.1)))$par
  name <- paste0("equal-", family)
  put(name, "flexmix.logLikelihood", as.numeric(logLik(fit)), first = TRUE)
  put(name, "parameters", length(best))
  put(name, "maximum.logLikelihood", f(best))
  put(name, "maximum.gate", best[1])
  put(name, "maximum.beta", c(best[2], best[3], best[6], best[4], best[5], best[6]))
}

run("poisson")
run("binomial")
