/** What a vendor needs before its first document leaves, and the proof of each part. */
@NullMarked
package se.sluss.submitter.onboarding;

import org.jspecify.annotations.NullMarked;
