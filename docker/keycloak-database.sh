#!/bin/bash
# Run by the database's image at its first start: a schema and a user of its own for Keycloak.
set -eu
mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE keycloak CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER 'keycloak'@'%' IDENTIFIED BY '$KEYCLOAK_DATABASE_PASSWORD';
GRANT ALL ON keycloak.* TO 'keycloak'@'%';
SQL
