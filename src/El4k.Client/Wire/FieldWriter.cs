using System.Globalization;

namespace El4k.Client.Wire;

/// <summary>Writes fields as JSON properties.</summary>
internal static class FieldWriter
{
    /// <summary>Writes a metric's field beside the record's own keys, renamed when the name is reserved.</summary>
    public static void WriteTopLevel(JsonBuffer json, in El4kField field, int maxText)
    {
        if (field.Kind == FieldKind.None || string.IsNullOrEmpty(field.Name))
        {
            return;
        }

        if (ReservedNames.Contains(field.Name))
        {
            Span<char> renamed = stackalloc char[ReservedNames.Prefix.Length + field.Name.Length];
            ReservedNames.Prefix.CopyTo(renamed);
            field.Name.CopyTo(renamed[ReservedNames.Prefix.Length..]);
            json.Name(renamed);
        }
        else
        {
            json.Name(field.Name.Length <= WireLimits.MaxName ? field.Name : field.Name.AsSpan(0, WireLimits.MaxName));
        }

        if (field.Kind != FieldKind.Text && field.Name is "customer" or "user")
        {
            WriteAsText(json, field);
        }
        else if (field.Kind == FieldKind.Real && field.Name is "duration" or "db_ms")
        {
            json.Number((long)field.Real);
        }
        else
        {
            WriteValue(json, field, maxText);
        }
    }

    /// <summary>Writes a field inside an object of its own, such as a log's context.</summary>
    public static void WriteNested(JsonBuffer json, in El4kField field, int maxText)
    {
        if (field.Kind == FieldKind.None || string.IsNullOrEmpty(field.Name))
        {
            return;
        }

        json.Name(field.Name);
        WriteValue(json, field, maxText);
    }

    /// <summary>Whether a later field has the same name and so takes the place of an earlier one.</summary>
    public static bool IsRepeatedIn(ReadOnlySpan<El4kField> later, string name)
    {
        foreach (ref readonly var field in later)
        {
            if (field.Kind != FieldKind.None && field.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteValue(JsonBuffer json, in El4kField field, int maxText)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                json.Text(field.Text, maxText);
                break;
            case FieldKind.Integer:
                json.Number(field.Bits);
                break;
            case FieldKind.Real:
                json.Number(field.Real);
                break;
            default:
                json.Boolean(field.Bits != 0);
                break;
        }
    }

    // A customer's number sent once as 17 and once as "17" would make two fields of one.
    private static void WriteAsText(JsonBuffer json, in El4kField field)
    {
        Span<char> text = stackalloc char[32];
        var written = 0;
        _ = field.Kind switch
        {
            FieldKind.Integer => field.Bits.TryFormat(text, out written),
            FieldKind.Real => field.Real.TryFormat(text, out written, "R", CultureInfo.InvariantCulture),
            _ => (field.Bits != 0).TryFormat(text, out written),
        };
        json.Text(text[..written]);
    }
}
