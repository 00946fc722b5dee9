/**
 * Formulas of covariates as R's users write them. {@link org.dmoe.data.formula.Formula} is what a
 * model keeps; {@link org.dmoe.data.formula.FormulaParser} reads terms, {@link
 * org.dmoe.data.formula.ExpressionParser} the arithmetic within functions, both from {@link
 * org.dmoe.data.formula.Tokens}. The grammar:
 *
 * <pre>
 * formula    = [ response ] "~" sum
 * response   = NAME | "log(" NAME ")" | "sqrt(" NAME ")"
 * sum        = [ "-" ] ( product | "0" ) { ( "+" | "-" ) ( product | "0" ) }
 * product    = interaction { "*" interaction }
 * interaction= power { ":" power }
 * power      = atom [ "^" WHOLE ]
 * atom       = "(" sum ")" | "." | "1" | NAME | function
 * function   = ( "I" | "log" | "exp" | "sqrt" ) "(" arithmetic ")" | "poly(" arithmetic "," WHOLE ")"
 * arithmetic = + - * / ^ ( ) of numbers, NAMEs, log(), exp() and sqrt()
 * NAME       = letters, digits, "." and "_", or any text between backticks
 * </pre>
 */
package org.dmoe.data.formula;
