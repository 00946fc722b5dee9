table <- function(name, data)
  write.csv(format(data, digits = 15, trim = TRUE), paste0(name, ".csv"),
    row.names = FALSE, quote = FALSE)

put <- function(name, key, values, first = FALSE)
  cat(key, "=", paste(sprintf("%.15g", values), collapse = " "), "\n",
    file = paste0(name, ".properties"), sep = "", append = !first)

# flexmix estimates sigma with n - rank rows, so its end lies a little below the maximum; optim
# climbs the rest on the observed log-likelihood, here written with dnorm.
observed <- function(theta, X, G, y, w, K) {
  p <- ncol(X); q <- ncol(G)
  A <- cbind(matrix(theta[seq_len(q * (K - 1))], q), 0)
  B <- matrix(theta[q * (K - 1) + seq_len(p * K)], p)
  s <- exp(theta[q * (K - 1) + p * K + seq_len(K)])
  E <- G %*% A
  logpi <- E - apply(E, 1, max) - log(rowSums(exp(E - apply(E, 1, max))))
  L <- logpi + sapply(1:K, function(k) dnorm(y, X %*% B[, k], s[k], log = TRUE))
  m <- apply(L, 1, max)
  sum(w * (m + log(rowSums(exp(L - m)))))
}
