@NullMarked
package jp.tsunagi.emergency.entity;

import org.jspecify.annotations.NullMarked;
