/**
 * Client certificates as vendors bring them: read, judged with all faults at once, and described.
 * Nothing here is stored or sent.
 */
@NullMarked
package se.sluss.submitter.certificate;

import org.jspecify.annotations.NullMarked;
