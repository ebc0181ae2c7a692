using System.Globalization;
using System.Text.Json.Nodes;
using El4k.Explorer.Mapping;

namespace El4k.Explorer.Filters;

/// <summary>Reads the text of one value as a field's kind demands.</summary>
internal static class FieldValue
{
    /// <param name="field">Where the value shall be looked for.</param>
    /// <param name="text">As a person wrote it.</param>
    /// <param name="value">JSON as the store wants it.</param>
    /// <param name="expectation">What would have been right, when the result is false.</param>
    public static bool TryRead(Field field, string text, out JsonNode? value, out string expectation)
    {
        expectation = "";
        value = null;
        switch (field.Kind)
        {
            case FieldKind.Number:
                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
                {
                    value = whole;
                    return true;
                }

                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                {
                    value = number;
                    return true;
                }

                expectation = "a number";
                return false;
            case FieldKind.Boolean:
                if (bool.TryParse(text, out var flag))
                {
                    value = flag;
                    return true;
                }

                expectation = "true or false";
                return false;
            default:
                value = text;
                return true;
        }
    }
}
