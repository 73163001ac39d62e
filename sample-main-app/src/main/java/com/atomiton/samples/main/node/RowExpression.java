package com.atomiton.samples.main.node;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionException;

/** An expression over one row: its columns by their names, the blueprint's variables as {@code #name}. */
public final class RowExpression {

    private final String parameter;
    private final Expression expression;
    private final EvaluationContext context;

    RowExpression(String parameter, String text, Map<String, @Nullable Object> variables) {
        this.parameter = parameter;
        this.expression = Expressions.parse(parameter, text);
        this.context = Expressions.context(variables);
    }

    @Nullable
    Object value(Map<String, @Nullable Object> row) {
        return value(row, Object.class);
    }

    boolean test(Map<String, @Nullable Object> row) {
        Object value = value(row, Object.class);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw unusable(row, "it gave '" + value + "', but true or false is needed", null);
    }

    BigDecimal number(Map<String, @Nullable Object> row) {
        Object value = value(row, Object.class);
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        throw unusable(row, "it gave '" + value + "', but a number is needed", null);
    }

    private @Nullable Object value(Map<String, @Nullable Object> row, Class<?> type) {
        try {
            return expression.getValue(context, row, type);
        } catch (ExpressionException failed) {
            throw unusable(row, String.valueOf(failed.getMessage()), failed);
        }
    }

    private ParameterException unusable(Map<String, @Nullable Object> row, String problem, @Nullable Throwable cause) {
        return new ParameterException(
                parameter,
                "cannot be computed: '" + expression.getExpressionString() + "': " + problem + "; the row is " + row,
                cause);
    }
}
