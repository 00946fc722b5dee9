package org.dmoe.cli;

import org.apache.hadoop.conf.Configuration;

/**
 * What every command works with.
 *
 * @param conf Hadoop's configuration with the generic options applied
 * @param console where it speaks
 */
record CommandContext(Configuration conf, Console console) {}
