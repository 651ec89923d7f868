/**
 * Those who stand around Sluss, each with what it can see and do through public doors: vendors with
 * their signers, the authority, a receiver of webhooks. They know nothing of the rooms' insides.
 */
@NullMarked
package se.sluss.system.actor;

import org.jspecify.annotations.NullMarked;
