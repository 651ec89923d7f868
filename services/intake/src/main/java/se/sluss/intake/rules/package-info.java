/**
 * What is told about a document before anybody signs it: each rule a small pure class, each code
 * with its words in Swedish and English.
 */
@NullMarked
package se.sluss.intake.rules;

import org.jspecify.annotations.NullMarked;
