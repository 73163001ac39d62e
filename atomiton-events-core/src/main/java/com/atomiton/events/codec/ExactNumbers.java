package com.atomiton.events.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberTypeFP;
import tools.jackson.core.JsonToken;

/** Numbers whose type nobody declared, as the smallest class that holds all of their digits. */
final class ExactNumbers {

    private ExactNumbers() {}

    static Number read(JsonParser parser) {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? integer(parser) : decimal(parser);
    }

    private static Number integer(JsonParser parser) {
        BigInteger value = parser.getBigIntegerValue();
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return value;
    }

    /** A binary format says that it holds a double; in a textual one only the digits tell. */
    private static Number decimal(JsonParser parser) {
        NumberTypeFP type = parser.getNumberTypeFP();
        if (type == NumberTypeFP.FLOAT32) {
            return Double.valueOf(Float.toString(parser.getFloatValue()));
        }
        if (type == NumberTypeFP.DOUBLE64 || parser.isNaN()) {
            return parser.getDoubleValue();
        }
        BigDecimal value = parser.getDecimalValue();
        double nearest = value.signum() == 0 && parser.getString().startsWith("-") ? -0.0 : value.doubleValue();
        return Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).equals(value)
                ? (Number) nearest
                : value;
    }
}
