/**
 * A main and a renderer process under load, cuts and kills for as long as one likes, run by the Maven profile {@code soak}
 * and not otherwise; and the two with the default settings and cuts, small in each build and large in the profile
 * {@code cuts}.
 */
package com.atomiton.events.test.soak;
