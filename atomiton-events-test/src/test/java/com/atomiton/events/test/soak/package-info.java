/**
 * A main and a renderer process under load, cuts and kills for as long as one likes; run by the Maven profile
 * {@code soak} and not otherwise.
 */
package com.atomiton.events.test.soak;
