package dirtysim.host;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one capability of the modelled IOMMU. {@code list capabilities}, {@code --set}, suites and the report read this
 * declaration, so a capability is described in exactly one place.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Capability {
    /** Stable key, as given to {@code --set}: lower case and hyphens. */
    String key();

    /** Register field and bit that report it, such as {@code ECAP.SMTS, bit 43}. */
    String register();

    /** Default as a user writes it: {@code yes}, {@code no}, or a number. */
    String value() default "yes";

    /** Greatest value of a number, whose least is 0; of no meaning for a yes or no. */
    int max() default 0;

    /** Where the field is described, or read. */
    String source();

    /** One sentence: what it is, and what in the model rests on it. */
    String text();
}
