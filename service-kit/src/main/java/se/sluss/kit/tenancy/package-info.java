/** Transactions that see one owner's rows only, held by row-level security in the database. */
@NullMarked
package se.sluss.kit.tenancy;

import org.jspecify.annotations.NullMarked;
