package com.atomiton.samples.main.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTests {

    private final Map<String, Object> row = new LinkedHashMap<>(
            Map.of("name", "Desk", "units", new BigDecimal("3"), "price", new BigDecimal("19.90"), "tags", List.of(1)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T(java.lang.Runtime).getRuntime().exec('true')",
                "T(java.lang.System).exit(1)",
                "T(Math).random()",
                "new java.io.File('x')",
                "new String('x')",
                "name.getClass()",
                "name.class",
                "name.bytes",
                "name.toUpperCase()",
                "#root.size()",
                "''.class.forName('java.lang.Runtime')",
                "@conductor",
                "&conductor",
                "name = 'Chair'",
                "units++",
                "['name'] = 'Chair'",
                "tags[0] = 2",
                "#limit = 2",
                "tags.![T(java.lang.Runtime)]",
            })
    void anExpressionCanOnlyCompute(String expression) {
        Map<String, Object> before = Map.copyOf(row);

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> new RowExpression("where", expression, Map.of("limit", 1)).value(row))
                .withMessageStartingWith("parameter 'where' ");
        assertThat(row).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "price ^ 999999999",
                "1 + (true ? price ^ 999999999 : 0)",
                "name * 1000",
                "{1,2,3,4,5,6,7,8,9}.![{1,2,3,4,5,6,7,8,9}.![{1,2,3,4,5,6,7,8,9}.![{1,2,3,4,5,6,7,8,9}.!["
                        + "{1,2,3,4,5,6,7,8,9}.![{1,2,3,4,5,6,7,8,9}.![{1,2,3,4,5,6,7,8,9}.![1]]]]]]]",
            })
    void anExpressionCannotRunForLong(String expression) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> new RowExpression("where", expression, Map.of()).value(row));
    }

    @Test
    void decimalsAreExact() {
        assertThat(new RowExpression("of", "units * price * (1 - #discount)", Map.of("discount", new BigDecimal("0.1")))
                        .value(row))
                .isEqualTo(new BigDecimal("53.730"));
    }

    @Test
    void aFailureShowsExpressionAndRow() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> new RowExpression("where", "colour == 'red'", Map.of()).test(Map.of("name", "Desk")))
                .withMessageContaining("parameter 'where' cannot be computed: 'colour == 'red''")
                .withMessageContaining("'colour'")
                .withMessageEndingWith("the row is {name=Desk}");
    }

    @Test
    void aFilterMustGiveATruth() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> new RowExpression("where", "name", Map.of()).test(row))
                .withMessageContaining("it gave 'Desk', but true or false is needed");
    }

    @Test
    void templatesSeeVariablesInputAndNodes() {
        Map<String, Object> declared = Map.of("name", "World", "limit", 5);
        Scope scope =
                new Scope(declared, Map.of("name", "Ada", "extra", List.of(7)), Map.of("read", Map.of("rows", 3)));

        assertThat(Expressions.template("p", "Hello, {{ name }} and {{input.extra[0]}}!", scope))
                .isEqualTo("Hello, Ada and 7!");
        assertThat(Expressions.template("p", "{{ limit }}", scope)).isEqualTo(5);
        assertThat(Expressions.template("p", "{{ nodes.read.rows }}", scope)).isEqualTo(3);
        assertThat(Expressions.template("p", "no template {", scope)).isEqualTo("no template {");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Expressions.template("values.x", "{{ extra }}", scope))
                .withMessageStartingWith("parameter 'values.x' cannot be filled in: '{{ extra }}'")
                .withMessageContaining("known are the variables [");
    }

    @Test
    void whatComesFromOutsideIsNeverAnExpression() {
        Scope scope = new Scope(Map.of("name", ""), Map.of("name", "{{ T(java.lang.Runtime) }}"), Map.of());

        assertThat(Expressions.template("p", "{{ name }}", scope)).isEqualTo("{{ T(java.lang.Runtime) }}");
    }

    @Test
    void anUnclosedTemplateIsNamed() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Expressions.template("p", "{{ name", new Scope(Map.of(), null, Map.of())))
                .withMessageStartingWith("parameter 'p' is no valid expression: '{{ name'");
    }
}
