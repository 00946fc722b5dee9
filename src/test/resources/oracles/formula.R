# Design matrices by model.matrix with treatment contrasts, R's default for factors.
rows <- data.frame(
  x = c(0.5, 1.25, 2, 3.5, 4.75, 5.125, 6, 7.5, 8.25, 9.5),
  z = c(2, 1, 0.25, 3, 5, 0.5, 4, 2.5, 1.5, 6),
  cut = c("Fair", "Good", "Ideal", "Good", "Fair", "Ideal", "Good", "Fair", "Ideal", "Good"),
  color = c("D", "E", "D", "E", "E", "D", "D", "D", "E", "E"))
write.csv(rows, "formula.csv", row.names = FALSE, quote = FALSE)
formulas <- c("x", "x + z", "x * z", "x:z", "log(x) + I(z^2)", "sqrt(x) + exp(-z/2)",
  "I((x - 2)^2 / (1 + z))", "poly(x, 3, raw = TRUE)", "cut", "cut + color", "cut * color",
  "cut:color", "x:cut", "x + x:cut", "cut + x:cut", "color + cut:color", "x * cut * color",
  "(x + cut + color)^2", "(x + z + cut)^2 - x:z", "x*cut - cut", "poly(x, 2, raw = TRUE):cut",
  "log(x):color + cut", "x + z - z", "(x + z + color):cut", "cut:x:color", "x^2 + z", ". - z",
  ".^2", "-x + z", "I(x*z) + x:z", "1 + color", "x*z*cut - x:z:cut",
  "0 + x", "x + z - 1", "0 + cut", "cut + color + 0", "0 + x + color + cut", "0 + x:cut",
  "0 + x + x:cut", "0 + cut * color", "cut:color - 1", "x * cut - 1", "0 + cut + x:cut",
  "(x + cut + color)^2 - 1", "0 + x + cut:color", "0 + log(x):color + cut", ". - 1", "0 + x + 1")
lines <- character()
for (f in formulas) {
  M <- model.matrix(as.formula(paste("~", f)), rows)
  M <- M[, colnames(M) != "(Intercept)", drop = FALSE]
  lines <- c(lines, gsub(", raw = TRUE", "", f), as.character(ncol(M)),
    paste(sprintf("%.15g", M), collapse = " "))
}
writeLines(lines, "formula.txt")
