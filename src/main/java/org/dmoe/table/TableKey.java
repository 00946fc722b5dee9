package org.dmoe.table;

/** Keys of how tables are read and written. */
public enum TableKey implements ConfigurationKey {
  RESPONSE("input.response", "--response", "column of the response; none if empty", ""),
  FEATURES("input.features", "--features", "columns of the covariates; all others by default", ""),
  /** Each entry has a colon before the name; one without a name is a constant gate. */
  GATE_FEATURES(
      "input.gate-features", "--gate-features", "columns of the gate; the features by default", ""),
  /** As it was given; what it has come to is among the columns. */
  FORMULA("input.formula", "--formula", "terms of experts and gate; none if empty", ""),
  /** The family with the column of trials or exposure and the classes, where they are given. */
  FAMILY("input.family", "--family", "distribution of the response; gaussian if empty", ""),
  /** Whether the variance is shared, and the terms. */
  EQUAL("input.equal", "--equal", "what all experts share; nothing if empty", ""),
  EXCLUDE("input.exclude", "--exclude", "columns to exclude from the covariates", ""),
  MISSING("input.missing", "--missing", "how to treat missing values: fail, skip or mean", "FAIL"),
  MAX_BAD_ROWS("input.max-bad-rows", "--max-bad-rows", "unreadable rows that may be skipped", "0"),
  PARTITION(
      "input.partition",
      "--partition",
      "what one machine is: split, file, random:M or column:NAME",
      "SPLIT"),
  MIN_ROWS(
      "input.min-rows-per-machine",
      "--min-rows-per-machine",
      "least rows of a machine that is a split",
      "1"),
  /** 0 for one task to a machine. */
  MAX_TASKS("input.max-tasks", null, "tasks at most, where machines are files", "0"),
  TASK_BYTES(
      "input.task-bytes",
      null,
      "bytes up to which small files share a task, where machines are files; 0 for none",
      "0"),
  CSV_COLUMNS("input.csv.columns", "--columns", "names of the columns of files without header", ""),
  DIALECT("input.dialect", "--dialect", "how text files are written: csv or hive", "CSV"),
  DELIMITER(
      "input.csv.delimiter",
      "--delimiter",
      "character between fields; the comma, or U+0001 of hive, by default",
      null),
  QUOTE(
      "input.csv.quote",
      "--quote",
      "character around fields; the double quote, or none of hive, by default",
      null),
  ESCAPE("input.csv.escape", "--escape", "escape character of hive's text", ""),
  DECIMAL("input.decimal", "--decimal", "character before the fraction of a number in text", "."),
  THOUSANDS(
      "input.thousands", "--thousands", "character between thousands of a number in text", ""),
  COMMENT("input.csv.comment", "--comment", "comment prefix", ""),
  NOT_AVAILABLE(
      "input.na",
      "--na",
      "texts that stand for a missing value; NA, or \\N of hive, by default",
      null),
  TIME("input.time", "--time", "columns of dates or times that are taken as seconds", ""),
  PATH_COLUMNS(
      "input.path-columns",
      "--path-columns",
      "whether directories named NAME=VALUE are columns",
      "true"),
  CATEGORICAL("input.categorical", "--categorical", "columns that are categories", ""),
  /** Each entry is a name and its levels, parted by U+001F. */
  LEVELS("input.levels", null, "levels of categorical columns, the reference first", ""),
  WEIGHT("input.weight", "--weight", "column of the rows' weights; none if empty", ""),
  LABEL("input.label", "--label", "column of the known expert; none if empty", ""),
  UNSEEN("input.unseen", "--unseen", "how to treat unseen levels: fail or reference", "FAIL"),
  /** Each entry is name=unit. */
  UNITS("input.units", null, "units of columns", ""),
  /** The covariates after the headers were looked at, in order. */
  COLUMNS("input.columns", null, "covariates as resolved", ""),
  OPEN_COLUMNS(
      "input.open-columns", null, "whether the covariates are still to be chosen", "false"),
  /** Each entry is the columns of a header, an ampersand before each. */
  CSV_HEADERS("input.csv.headers", null, "headers of CSV files as found", ""),
  /** Names, in the order in which a row's texts come. */
  TEXT_COLUMNS("input.text-columns", null, "columns that are passed on as text", ""),
  OUTPUT_FORMAT("output.format", null, "format of the rows that are written", "CSV"),
  OUTPUT_COMPRESS("output.compress", null, "whether written rows are compressed", "false"),
  /** Each entry is TYPE:name. */
  OUTPUT_COLUMNS("output.columns", null, "columns of the rows that are written", null),
  /** Where tasks leave one-line messages for whoever submitted the job. */
  ERRORS_DIR("errors.dir", null, "directory of the tasks' messages", null);

  private final Words words;

  TableKey(String suffix, String flag, String help, String defaultValue) {
    this.words = new Words(suffix, flag, help, defaultValue);
  }

  @Override
  public Words words() {
    return words;
  }
}
