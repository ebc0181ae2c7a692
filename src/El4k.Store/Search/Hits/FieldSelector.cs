using System.Text.Json;
using El4k.Store.Search.Dates;

namespace El4k.Store.Search.Hits;

/// <summary>One entry of <c>fields</c> or <c>docvalue_fields</c>: which fields, and how dates are written.</summary>
internal sealed record FieldSelector(string Pattern, DateFormats? Format)
{
    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static IEnumerable<FieldSelector> Read(RequestObject request, string name)
    {
        foreach (var (value, path) in request.ReadList(name))
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                yield return new FieldSelector(value.GetString()!, null);
                continue;
            }

            var options = new RequestObject(value, path);
            var field = options.ReadRequiredString("field");
            var format = options.ReadString("format");
            options.Accept("include_unmapped");
            options.RejectUnread();
            yield return new FieldSelector(field, format is null or "use_field_mapping" ? null : DateFormats.Parse(format));
        }
    }
}
