package dirtysim.host;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one number, or one choice, of the model. {@code list parameters}, {@code --set}, the report's table of parameters and the
 * checks of ranges all read this declaration, so a parameter is described in exactly one place.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
    /** Where a value comes from. */
    enum Status {
        /** Read in a published source. */
        SOURCED,
        /** Computed from a published source. */
        DERIVED,
        /** Measured on the host itself; only a host profile has such values. */
        MEASURED,
        /** Nobody has published it: vary it over its range before resting a claim on it. */
        ASSUMPTION
    }

    /** Stable key, as given to {@code --set}: lower case, unit last, such as {@code iotlb-miss-ns}. */
    String key();

    /** Unit of the value: {@code ns}, {@code cycles}, {@code entries} … */
    String unit();

    /** Default value. */
    double value();

    /** Least value that makes physical sense, 0 unless it is given; a smaller one is refused. */
    double min() default 0;

    /** Greatest plausible value; a greater one is refused. */
    double max();

    /** Whether only whole numbers make sense. */
    boolean whole() default false;

    /**
     * The words that stand for the values 0, 1, 2 …, where the parameter is a choice and no quantity; then {@link #min()} is
     * 0 and {@link #max()} the last word's number. Users read and write the words.
     */
    String[] choices() default {};

    /** Where default and range come from. */
    String source();

    /** How well the default is known. */
    Status status();

    /** One sentence: what the number stands for. */
    String text();
}
