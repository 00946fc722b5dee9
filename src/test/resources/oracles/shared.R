# Mixtures of experts that share parameters, on the rows of mixture.R: flexmix's FLXMRglmfix with
# fixed terms and varFix, then the maximum of the likelihood by optim over the free parameters.
library(flexmix)
source("common.R")

observed <- function(A, B, s, X, y, w) {
  E <- X %*% A
  logpi <- E - apply(E, 1, max) - log(rowSums(exp(E - apply(E, 1, max))))
  L <- logpi + sapply(seq_along(s), function(k) dnorm(y, X %*% B[, k], s[k], log = TRUE))
  m <- apply(L, 1, max)
  sum(w * (m + log(rowSums(exp(L - m)))))
}

run <- function(name, free, fixed, varFix, data, K) {
  set.seed(21)
  model <- FLXMRglmfix(free, fixed = fixed, varFix = varFix)
  ends <- lapply(1:20, function(i) tryCatch(flexmix(y ~ 1, data = data, k = K,
    weights = as.integer(data$w), model = model, concomitant = FLXPmultinom(~ x1 + x2),
    control = list(iter.max = 3000, tolerance = 1e-12, minprior = 0)), error = function(e) NULL))
  ends <- Filter(Negate(is.null), ends)
  fit <- ends[[which.max(sapply(ends, logLik))]]
  P <- parameters(fit)
  row <- function(term) P[grep(paste0(term, "$"), rownames(P)), ]
  B <- rbind(row("Intercept\\)"), row("x1"), row("x2"))
  s <- row("sigma")
  A <- fit@concomitant@coef
  A <- A - A[, K]
  X <- cbind(1, data$x1, data$x2)
  stopifnot(abs(observed(A, B, s, X, data$y, data$w) - as.numeric(logLik(fit))) < 1e-6)
  shared <- c(FALSE, sapply(c("x1", "x2"), function(t) grepl(t, paste(deparse(fixed), collapse = ""))))
  pack <- function(A, B, s)
    c(A[, -K], B[!shared, ], B[shared, 1], log(if (varFix) s[1] else s))
  unpack <- function(t) {
    q <- 3 * (K - 1); f <- sum(!shared) * K; h <- sum(shared)
    B <- matrix(0, 3, K)
    B[!shared, ] <- t[q + seq_len(f)]
    B[shared, ] <- t[q + f + seq_len(h)]
    list(A = cbind(matrix(t[seq_len(q)], 3), 0), B = B, s = rep_len(exp(t[-seq_len(q + f + h)]), K))
  }
  f <- function(t) { u <- unpack(t); observed(u$A, u$B, u$s, X, data$y, data$w) }
  best <- pack(A, B, s)
  for (i in 1:8) best <- optim(best, f, method = "BFGS",
    control = list(fnscale = -1, reltol = 1e-16, maxit = 3000, parscale = pmax(abs(best), 0.1)))$par
  u <- unpack(best)
  put(name, "flexmix.logLikelihood", as.numeric(logLik(fit)), first = TRUE)
  put(name, "parameters", length(best))
  put(name, "maximum.logLikelihood", f(best))
  put(name, "maximum.gate", u$A[, -K])
  put(name, "maximum.beta", u$B)
  put(name, "maximum.sigma", u$s)
}

three <- read.csv("three.csv")
run("three-variance", ~ x1 + x2, ~ 0, TRUE, three, 3)
run("three-slope", ~ x1, ~ 0 + x2, FALSE, three, 3)
run("three-both", ~ x1, ~ 0 + x2, TRUE, three, 3)
