/**
 * Payloads and control bodies as bytes. {@link com.atomiton.events.codec.EventCodec} is what the bus and the session
 * use and what an application may implement; {@link com.atomiton.events.codec.JacksonEventCodec} is the implementation
 * on Jackson, {@link com.atomiton.events.codec.JacksonEventCodecs} makes one for JSON and one for CBOR.
 * {@link com.atomiton.events.codec.ControlCodec} reads and writes the bodies of control frames.
 *
 * <p>What travels beyond plain JSON:
 *
 * <ul>
 *   <li>{@code java.util.Date}, {@code Instant}, {@code OffsetDateTime} and {@code ZonedDateTime} as
 *       <code>{"__type":"Date","value":"2026-03-01T12:00:00Z"}</code>, a {@code ZonedDateTime} with its region as
 *       {@code "zone"}. A plain ISO-8601 string is read as well. Other types of {@code java.time} are ISO strings.
 *   <li>Every {@code Throwable} as <code>{"__type":"Error","message":…,"stack":…,"type":…,"cause":…,"data":…}</code>; it
 *       is read as a {@link com.atomiton.events.RemoteEventException}.
 *   <li>A map or bean that has a property {@code __type} of its own as <code>{"__type":"Object","value":{…}}</code>, with
 *       {@code __type} first; what is in {@code value} is taken literally. An object with any other {@code __type} is
 *       an ordinary object.
 *   <li>What a sealed type without Jackson annotations of its own permits has a property {@code __variant} with the
 *       simple name of its class, or its {@code @JsonTypeName}. An enum constant has it only where the sealed type is
 *       declared, as {@code ["Unit","ONE"]}.
 *   <li>Enum constants by name, numbers with all their digits.
 * </ul>
 *
 * <p>Read as {@code Object}, a payload is made of {@code LinkedHashMap}, {@code ArrayList}, {@code String},
 * {@code Boolean}, {@code Instant}, {@code RemoteEventException} and numbers: {@code Integer}, {@code Long} or
 * {@code BigInteger}, whichever is the first that holds it; a decimal is a {@code Double} where its digits are exactly
 * those by which that {@code double} is written, else a {@code BigDecimal}, so none loses a digit or its scale.
 *
 * <p>Unknown properties are ignored. A missing one is {@code null}, 0, {@code false} or empty (and so is one that
 * is {@code null}), unless it is marked {@code @JsonProperty(required = true)}. Text is not read as a number nor a fraction as an integer; a property that
 * comes twice, text with half a surrogate pair, and bytes after the value are errors. Nothing that a peer sends can name
 * a class: there is no default typing, and {@code @JsonTypeInfo} with class names is refused.
 *
 * <p>A payload is written as its own class unless its declared type is generic, an array or sealed; so an event whose
 * payload is generic needs an {@code EventType} with a {@code ParameterizedTypeReference}.
 *
 * <p>{@code session} and {@code bus} use this package; it depends on the API and on Jackson only.
 */
@NullMarked
package com.atomiton.events.codec;

import org.jspecify.annotations.NullMarked;
