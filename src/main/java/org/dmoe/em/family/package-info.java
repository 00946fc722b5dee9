/**
 * The local estimator of families in their canonical link: classes, successes, counts. {@link
 * org.dmoe.em.family.FamilyPass} goes over the rows once ({@link org.dmoe.em.family.FamilyEStep}
 * makes a block's responsibilities, {@link org.dmoe.em.family.ScoreSums} sums for second
 * derivatives), {@link org.dmoe.em.family.FamilyLikelihood} is what the optimisers of {@link
 * org.dmoe.em.optimise} climb on, {@link org.dmoe.em.family.FamilySearch} races starts. Gaussian
 * experts have a path of their own with closed forms.
 */
package org.dmoe.em.family;
