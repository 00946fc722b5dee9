table <- function(name, data)
  write.csv(format(data, digits = 15, trim = TRUE), paste0(name, ".csv"),
    row.names = FALSE, quote = FALSE)

put <- function(name, key, values, first = FALSE)
  cat(key, "=", paste(sprintf("%.15g", values), collapse = " "), "\n",
    file = paste0(name, ".properties"), sep = "", append = !first)
