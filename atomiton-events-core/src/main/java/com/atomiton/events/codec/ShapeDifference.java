package com.atomiton.events.codec;

/**
 * One difference between this process's shape of a payload and another one.
 *
 * @param property the path of the property, as in {@code node.status} or {@code rows[].id}; empty for the payload itself
 * @param here what it is in the first shape, as in {@code integer} or {@code one of RUNNING, DONE}
 * @param there what it is in the other one
 * @param breaking whether an event may not be readable, or may lack what its reader counts on; otherwise the two get on
 */
public record ShapeDifference(String property, String here, String there, boolean breaking) {

    /** What a property is that one of the shapes does not have. */
    public static final String MISSING = "missing";

    /**
     * As a sentence: {@code property percent is integer here and string at renderer editor-1}.
     *
     * @param hereName what the first shape's side is called, as in {@code here}
     * @param thereName what the other one is called, as in {@code at renderer editor-1}
     */
    public String describe(String hereName, String thereName) {
        String subject = property.isEmpty() ? "the payload" : "property " + property;
        if (there.equals(MISSING)) {
            return subject + " is missing " + thereName;
        }
        if (here.equals(MISSING)) {
            return subject + " is missing " + hereName;
        }
        return subject + " is " + here + " " + hereName + " and " + there + " " + thereName;
    }
}
