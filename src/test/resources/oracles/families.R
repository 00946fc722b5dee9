# Classes, successes and counts: one expert by glm and nnet::multinom, two by flexmix.
library(flexmix)
source("common.R")
set.seed(15)
n <- 240
x1 <- round(rnorm(n), 4)
x2 <- round(3 + 2 * rnorm(n), 4)
w <- rep(c(1, 2, 1, 1), n / 4)
trials <- sample(1:9, n, replace = TRUE)
successes <- rbinom(n, trials, plogis(-1 + .8 * x1 + .2 * x2))
exposure <- round(runif(n, .5, 4), 3)
count <- rpois(n, exposure * exp(.3 - .5 * x1 + .1 * x2))
e1 <- exp(.5 + x1 - .2 * x2); e2 <- exp(-.4 - .7 * x1 + .1 * x2)
u <- runif(n) * (1 + e1 + e2)
class <- ifelse(u < e1, 0, ifelse(u < e1 + e2, 1, 2))
rows <- data.frame(x1, x2, w, trials, successes, exposure, count, class)
write.csv(rows, "families.csv", row.names = FALSE, quote = FALSE)

tight <- glm.control(epsilon = 1e-15, maxit = 100)
logl <- function(d) sum(w * d)
b <- glm(cbind(successes, trials - successes) ~ x1 + x2, binomial, weights = w, control = tight)
put("families", "binomial.beta", coef(b), first = TRUE)
put("families", "binomial.logLikelihood", logl(dbinom(successes, trials, fitted(b), log = TRUE)))
p <- glm(count ~ x1 + x2 + offset(log(exposure)), poisson, weights = w, control = tight)
put("families", "poisson.beta", coef(p))
put("families", "poisson.logLikelihood", logl(dpois(count, fitted(p), log = TRUE)))
put("families", "poisson.errors", sqrt(diag(vcov(p))))
X <- model.matrix(p)
S <- X * (w * (count - fitted(p)))
V <- vcov(p) %*% crossprod(S) %*% vcov(p)
put("families", "poisson.robust", sqrt(diag(V)))
rows$f <- factor(rows$class, levels = c(2, 0, 1))
m <- nnet::multinom(f ~ x1 + x2, rows, weights = w, maxit = 10000, reltol = 1e-16, abstol = 1e-16,
  trace = FALSE, Hess = TRUE)
put("families", "categorical.beta", t(coef(m)))
put("families", "categorical.logLikelihood", as.numeric(logLik(m)))
put("families", "categorical.errors", sqrt(diag(vcov(m))))

# Two experts of counts and of successes with a gate of x; the end of flexmix's EM is the maximum.
set.seed(16)
n <- 400
x <- round(rnorm(n), 4)
z <- runif(n) < plogis(1.5 * x)
count <- rpois(n, ifelse(z, exp(2 + .3 * x), exp(.5 - .4 * x)))
trials <- rep(12, n)
successes <- rbinom(n, trials, plogis(ifelse(z, 1.5 - .5 * x, -1 + x)))
mixed <- data.frame(x, count, trials, successes)
write.csv(mixed, "mixed.csv", row.names = FALSE, quote = FALSE)
best <- function(name, formula, family) {
  ends <- lapply(1:10, function(i) flexmix(formula, data = mixed, k = 2,
    model = FLXMRglm(family = family), concomitant = FLXPmultinom(~ x),
    control = list(iter.max = 5000, tolerance = 1e-14, minprior = 0)))
  fit <- ends[[which.max(sapply(ends, logLik))]]
  put("mixed", paste0(name, ".beta"), parameters(fit), first = name == "poisson")
  put("mixed", paste0(name, ".logLikelihood"), as.numeric(logLik(fit)))
}
best("poisson", count ~ x, "poisson")
best("binomial", cbind(successes, trials - successes) ~ x, "binomial")
