/**
 * The run directory: {@link org.dmoe.run.RunDirectory} is written under another name, or under a
 * marker, until it is complete ({@link org.dmoe.run.Staging}), and kept from other runs by a {@link
 * org.dmoe.run.RunLock}. {@link org.dmoe.run.StageRunner} runs one job a {@link
 * org.dmoe.run.Stage}, leaves a {@link org.dmoe.run.StageRecord} of each, and by its {@link
 * org.dmoe.run.Fingerprint} knows what a later run need not do again; {@link
 * org.dmoe.run.EarlierRun} is what it finds of one.
 */
package org.dmoe.run;
