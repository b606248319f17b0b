package yochi.link.identity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A double as RFC 8785 §3.2.2.3 writes it: the shortest digits that read back equal, laid out as in ECMAScript. */
final class CanonicalNumber {
    private static final int PLAIN_DIGITS = 21;
    private static final int LEADING_ZEROS = -6;

    private CanonicalNumber() {}

    static String of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a number of JSON: " + value);
        }
        if (value == 0) {
            return "0";
        }
        return value < 0 ? "-" + positive(-value) : positive(value);
    }

    private static String positive(double value) {
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().toString();
        int count = digits.length();
        int point = count - shortest.scale();
        if (count <= point && point <= PLAIN_DIGITS) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= PLAIN_DIGITS) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (LEADING_ZEROS < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    /** Double.toString gives at least two digits (4.9E-324), ECMAScript one where one suffices (5e-324). */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (digits.precision() == 2) {
            BigDecimal one =
                    digits.round(new MathContext(1, RoundingMode.HALF_EVEN)).stripTrailingZeros();
            if (one.doubleValue() == value) {
                return one;
            }
        }
        return digits;
    }
}
