# Regressions through the origin: without intercepts.
library(flexmix)
source("common.R")

three <- read.csv("three.csv")
l <- lm(y ~ 0 + x1 + x2, three, weights = w)
put("origin", "gaussian.beta", coef(l), first = TRUE)
put("origin", "gaussian.variance", sum(three$w * resid(l)^2) / sum(three$w))

tight <- glm.control(epsilon = 1e-15, maxit = 100)
rows <- read.csv("families.csv")
b <- glm(cbind(successes, trials - successes) ~ 0 + x1 + x2, binomial, rows, weights = w,
  control = tight)
put("origin", "binomial.beta", coef(b))
p <- glm(count ~ 0 + x1 + x2 + offset(log(exposure)), poisson, rows, weights = w, control = tight)
put("origin", "poisson.beta", coef(p))
X <- model.matrix(p)
S <- X * (rows$w * (rows$count - fitted(p)))
put("origin", "poisson.robust", sqrt(diag(vcov(p) %*% crossprod(S) %*% vcov(p))))
rows$f <- factor(rows$class, levels = c(2, 0, 1))
m <- nnet::multinom(f ~ 0 + x1 + x2, rows, weights = w, maxit = 10000, reltol = 1e-16,
  abstol = 1e-16, trace = FALSE)
put("origin", "categorical.beta", t(coef(m)))

# Two lines and two curves through the origin, far from it.
set.seed(1979)
n <- 300
x <- round(runif(n, 2, 12), 4)
g <- round(runif(n, -1, 3), 4)
first <- runif(n) < plogis(0.8 * g)
y <- round(ifelse(first, 3 * x, -1.5 * x) + rnorm(n, sd = 2), 4)
count <- rpois(n, ifelse(first, exp(0.3 * x), exp(0.05 * x)))
lines <- data.frame(x, g, y, count)
table("lines", lines)
best <- function(formula, gate, ...) {
  ends <- lapply(1:10, function(i) flexmix(formula, data = lines, k = 2, ...,
    concomitant = FLXPmultinom(gate),
    control = list(iter.max = 5000, tolerance = 1e-14, minprior = 0)))
  ends[[which.max(sapply(ends, logLik))]]
}
climb <- function(name, gate) {
  fit <- best(y ~ 0 + x, gate)
  P <- parameters(fit)
  G <- model.matrix(gate, lines); X <- model.matrix(~ 0 + x, lines)
  A <- fit@concomitant@coef
  f <- function(t) observed(t, X, G, y, rep(1, n), 2)
  top <- c(A[, 1] - A[, 2], P[1, ], log(P[2, ]))
  stopifnot(abs(f(top) - as.numeric(logLik(fit))) < 1e-6)
  for (i in 1:6) top <- optim(top, f, method = "BFGS",
    control = list(fnscale = -1, reltol = 1e-16, maxit = 2000, parscale = pmax(abs(top), 0.1)))$par
  q <- ncol(G)
  put("origin", paste0(name, ".flexmix.logLikelihood"), as.numeric(logLik(fit)))
  put("origin", paste0(name, ".logLikelihood"), f(top))
  put("origin", paste0(name, ".gate"), top[seq_len(q)])
  put("origin", paste0(name, ".beta"), top[q + 1:2])
  put("origin", paste0(name, ".sigma"), exp(top[q + 3:4]))
}
climb("constant", ~ 1)
climb("through", ~ 0 + g)
climb("free", ~ g)
fit <- best(count ~ 0 + x, ~ 0 + g, model = FLXMRglm(family = "poisson"))
put("origin", "counts.beta", parameters(fit))
put("origin", "counts.logLikelihood", as.numeric(logLik(fit)))
