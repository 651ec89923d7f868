package se.sluss.receipts.webhook.address;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Names that were answered in time when they were asked for last; of very many the latest. */
final class AnsweringNames {
  private static final int MOST = 10_000;

  private final Set<String> names =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST;
                }
              }));

  boolean has(String name) {
    return names.contains(name);
  }

  void remember(String name) {
    names.add(name);
  }

  void forget(String name) {
    names.remove(name);
  }
}
