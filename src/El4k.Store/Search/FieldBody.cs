using System.Text.Json;

namespace El4k.Store.Search;

/// <summary>The body of a query on one field: <c>{ "field": value }</c> or <c>{ "field": { "name": value, ... } }</c>.</summary>
internal sealed class FieldBody
{
    private FieldBody(string field, string path, JsonElement value)
    {
        Field = field;
        Path = path;
        Value = value;
    }

    public string Field { get; }

    /// <summary>Where the field's value stands in the request.</summary>
    public string Path { get; }

    /// <summary>What stands after the field's name.</summary>
    public JsonElement Value { get; }

    /// <param name="body">The query's body.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="extras">Properties beside the field that change nothing.</param>
    public static FieldBody Read(JsonElement body, string path, params ReadOnlySpan<string> extras)
    {
        var request = new RequestObject(body, path);
        request.Accept(extras);
        request.Accept("boost", "_name");
        FieldBody? found = null;
        foreach (var property in request.Unread)
        {
            if (found is not null)
            {
                throw new InvalidRequestException(
                    InvalidRequestException.Parsing,
                    $"[{path}] takes one field, but has [{found.Field}] and [{property.Name}]; several queries go into [bool]");
            }

            found = new FieldBody(property.Name, request.PathOf(property.Name), property.Value);
        }

        return found ?? throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{path}] needs a field");
    }

    /// <summary>The properties after the field's name; a plain value counts as the property <paramref name="shorthand"/>.</summary>
    /// <param name="shorthand">The name that a plain value stands for.</param>
    /// <param name="value">The value of that property, as text.</param>
    /// <returns>The other properties, or null when the value was plain.</returns>
    public RequestObject? ReadOptions(string shorthand, out string value)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            value = RequestObject.ToText(Value, Path);
            return null;
        }

        var options = new RequestObject(Value, Path);
        options.Accept("boost", "_name");
        value = options.ReadRequiredString(shorthand);
        return options;
    }
}
