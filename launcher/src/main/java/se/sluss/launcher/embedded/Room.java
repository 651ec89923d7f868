package se.sluss.launcher.embedded;

/** A room of Sluss: a service with a schema and a role of its own in the database. */
public enum Room {
  INTAKE("intake", 8401),
  SIGNING("signing", 8402),
  SUBMITTER("submitter", 8403),
  RECEIPTS("receipts", 8404);

  private final String roomName;
  private final int defaultPort;

  Room(String roomName, int defaultPort) {
    this.roomName = roomName;
    this.defaultPort = defaultPort;
  }

  /** The room's name: of its service, its folder and its schema. */
  public String roomName() {
    return roomName;
  }

  /** The role that owns the schema. */
  public String databaseRole() {
    return "sluss_" + roomName;
  }

  /** The port that its service takes when it is free. */
  public int defaultPort() {
    return defaultPort;
  }

  /** The address of this room's schema in a server on 127.0.0.1. */
  public String jdbcUrl(int postgresPort) {
    return "jdbc:postgresql://127.0.0.1:"
        + postgresPort
        + "/"
        + SlussDatabase.NAME
        + "?currentSchema="
        + roomName;
  }

  /** The room of that name. */
  public static Room named(String roomName) {
    for (Room room : values()) {
      if (room.roomName.equals(roomName)) {
        return room;
      }
    }
    throw new IllegalArgumentException("No room is called " + roomName);
  }
}
