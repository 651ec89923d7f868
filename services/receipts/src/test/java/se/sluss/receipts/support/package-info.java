/** What the room's tests share: a sink, scripted names, callers and other rooms' events. */
@NullMarked
package se.sluss.receipts.support;

import org.jspecify.annotations.NullMarked;
