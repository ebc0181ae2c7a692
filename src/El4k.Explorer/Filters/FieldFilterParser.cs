using System.Text;
using El4k.Explorer.Errors;

namespace El4k.Explorer.Filters;

/// <summary>Reads the text of one filter.</summary>
internal sealed class FieldFilterParser
{
    private readonly string _text;
    private readonly string _parameter;
    private int _at;

    private FieldFilterParser(string text, string parameter)
    {
        _text = text;
        _parameter = parameter;
    }

    /// <param name="text">The filter.</param>
    /// <param name="parameter">Its name in errors, such as <c>f[0]</c>.</param>
    /// <exception cref="BadParameterException">Says what was expected and where.</exception>
    public static FieldFilter Parse(string text, string parameter) => new FieldFilterParser(text, parameter).Parse();

    private FieldFilter Parse()
    {
        var disabled = Take('~');
        var negated = Take('-');
        var field = ParseField();
        if (_at == _text.Length)
        {
            throw Error(_at, 1, "The filter has no value after the colon.", _text + "*");
        }

        if (_text.AsSpan(_at) is "*")
        {
            return new FieldFilter(field, FilterOperator.Exists, [], negated, disabled);
        }

        if (_text[_at] is '>' or '<')
        {
            return ParseComparison(field) with { Negated = negated, Disabled = disabled };
        }

        return ParseValues(field) with { Negated = negated, Disabled = disabled };
    }

    private string ParseField()
    {
        var start = _at;
        var field = new StringBuilder();
        for (; _at < _text.Length && _text[_at] != ':'; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            field.Append(_text[_at]);
        }

        if (_at == _text.Length)
        {
            throw Error(start, _text.Length - start, "A filter is a field, a colon and a value, such as customer:acme.", null);
        }

        if (field.Length == 0)
        {
            throw Error(_at, 1, "The filter has no field before the colon.", null);
        }

        _at++;
        return field.ToString();
    }

    private FieldFilter ParseComparison(string field)
    {
        var greater = _text[_at++] == '>';
        var orEqual = Take('=');
        var operand = ParseOperand(stopAtComma: false);
        if (operand.Text.Length == 0)
        {
            throw Error(_at, 1, "The comparison has no value.", null);
        }

        var op = (greater, orEqual) switch
        {
            (true, true) => FilterOperator.AtLeast,
            (true, false) => FilterOperator.Greater,
            (false, true) => FilterOperator.AtMost,
            _ => FilterOperator.Less,
        };
        return new FieldFilter(field, op, [operand with { IsPattern = false }]);
    }

    private FieldFilter ParseValues(string field)
    {
        var first = ParseOperand(stopAtComma: true);
        if (IsDots())
        {
            _at += 2;
            var second = ParseOperand(stopAtComma: false);
            return first.Text.Length == 0 && second.Text.Length == 0
                ? throw Error(first.Position, 2, "A range needs a value on at least one side of the two dots.", null)
                : new FieldFilter(field, FilterOperator.Between, [first with { IsPattern = false }, second with { IsPattern = false }]);
        }

        var operands = new List<FilterOperand> { first };
        while (Take(','))
        {
            operands.Add(ParseOperand(stopAtComma: true));
        }

        if (operands.Find(operand => operand.Length == 0) is { } empty)
        {
            throw Error(empty.Position, 1, "A value is missing between the commas. An empty text is written \"\".", null);
        }

        return _at < _text.Length
            ? throw Error(_at, _text.Length - _at, "There is more after the closing quote.", null)
            : new FieldFilter(field, FilterOperator.Is, operands);
    }

    private FilterOperand ParseOperand(bool stopAtComma)
    {
        var start = _at;
        if (_at < _text.Length && _text[_at] == '"')
        {
            return ParseQuoted();
        }

        while (_at < _text.Length && !(stopAtComma && (_text[_at] == ',' || IsDots())))
        {
            _at++;
        }

        var value = _text[start.._at];
        return new FilterOperand(value, value.AsSpan().IndexOfAny('*', '?') >= 0, start, _at - start);
    }

    private FilterOperand ParseQuoted()
    {
        var start = _at++;
        var value = new StringBuilder();
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] == '"')
            {
                _at++;
                return new FilterOperand(value.ToString(), false, start, _at - start);
            }

            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            value.Append(_text[_at]);
        }

        throw Error(start, _text.Length - start, "The closing quote is missing.", _text + "\"");
    }

    private bool IsDots() => _at + 1 < _text.Length && _text[_at] == '.' && _text[_at + 1] == '.';

    private bool Take(char expected)
    {
        if (_at < _text.Length && _text[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }

    private BadParameterException Error(int position, int length, string message, string? suggestion) =>
        new(new ExplorerError(message, _parameter, position, Math.Max(1, length), suggestion));
}
