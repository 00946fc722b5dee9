# Mixtures of experts: flexmix, then the maximum of the likelihood itself by optim.
library(flexmix)
source("common.R")

run <- function(name, formula, gate, data, K) {
  set.seed(20)
  ends <- lapply(1:20, function(i) flexmix(formula, data = data, k = K, weights = as.integer(data$w),
    concomitant = FLXPmultinom(gate),
    control = list(iter.max = 3000, tolerance = 1e-12, minprior = 0)))
  fit <- ends[[which.max(sapply(ends, logLik))]]
  P <- parameters(fit)
  p <- nrow(P) - 1
  A <- fit@concomitant@coef
  A <- A - A[, K]
  X <- model.matrix(formula, data); G <- model.matrix(gate, data)
  theta <- c(A[, -K], P[1:p, ], log(P[p + 1, ]))
  f <- function(t) observed(t, X, G, data$y, data$w, K)
  stopifnot(abs(f(theta) - as.numeric(logLik(fit))) < 1e-6)
  best <- theta
  for (i in 1:6) best <- optim(best, f, method = "BFGS",
    control = list(fnscale = -1, reltol = 1e-16, maxit = 2000, parscale = pmax(abs(best), 0.1)))$par
  put(name, "flexmix.logLikelihood", as.numeric(logLik(fit)), first = TRUE)
  put(name, "flexmix.gate", A[, -K])
  put(name, "flexmix.beta", P[1:p, ])
  put(name, "flexmix.sigma", P[p + 1, ])
  q <- ncol(G)
  put(name, "maximum.logLikelihood", f(best))
  put(name, "maximum.gate", best[seq_len(q * (K - 1))])
  put(name, "maximum.beta", best[q * (K - 1) + seq_len(p * K)])
  put(name, "maximum.sigma", exp(best[q * (K - 1) + p * K + seq_len(K)]))
}

# The design of flexmix's NPreg: a line and a parabola.
set.seed(1977)
x <- round(runif(200, 0, 10), 6)
first <- rep(c(TRUE, FALSE), each = 100)
y <- round(ifelse(first, 5 * x, 15 + 10 * x - x^2) + rnorm(200, sd = 3), 6)
parabola <- data.frame(x1 = x, x2 = round(x^2, 12), y = y, w = 1)
table("parabola", parabola)
run("parabola", y ~ x1 + x2, ~ x1 + x2, parabola, 2)

# Three experts, two covariates of unlike units, whole weights.
set.seed(1978)
n <- 300
x1 <- round(rnorm(n, 40, 12), 4); x2 <- round(rexp(n), 4)
z1 <- (x1 - 40) / 12
score <- cbind(1.5 * z1, -z1 + x2, 0.3) - log(-log(matrix(runif(3 * n), n)))
label <- max.col(score)
mean <- cbind(20 - 2 * z1, 3 * z1 + 2 * x2, -15 + x2)[cbind(1:n, label)]
three <- data.frame(x1, x2, y = round(mean + c(1, 2, 1.5)[label] * rnorm(n), 4),
  w = sample(1:3, n, TRUE))
table("three", three)
run("three", y ~ x1 + x2, ~ x1 + x2, three, 3)

# Gate and experts that see other columns: a constant gate is a plain mixture of regressions.
run("parabola-constant", y ~ x1 + x2, ~ 1, parabola, 2)
run("parabola-line", y ~ x1 + x2, ~ x1, parabola, 2)
