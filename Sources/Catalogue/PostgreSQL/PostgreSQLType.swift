import CPQ

/// The types of values by the numbers they have had on every server
/// (https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat).
enum PostgreSQLType: Oid {
  case bytes = 17
}
