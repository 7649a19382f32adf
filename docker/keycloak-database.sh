#!/bin/bash
# Run by the database's image at its first start: a schema and a user of its own for Keycloak; and an owner for the
# application's schema, so that its working user has no rights but those the owner gives it, table by table.
set -eu
mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE keycloak CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER 'keycloak'@'%' IDENTIFIED BY '$KEYCLOAK_DATABASE_PASSWORD';
GRANT ALL ON keycloak.* TO 'keycloak'@'%';
CREATE USER 'tsunagi_owner'@'%' IDENTIFIED BY '$TSUNAGI_OWNER_PASSWORD';
GRANT ALL ON tsunagi.* TO 'tsunagi_owner'@'%' WITH GRANT OPTION;
REVOKE ALL ON tsunagi.* FROM 'tsunagi'@'%';
GRANT CREATE TEMPORARY TABLES ON tsunagi.* TO 'tsunagi'@'%';
SQL
