using System.Text.Encodings.Web;
using System.Text.Json;

namespace El4k.Store;

/// <summary>How answers are written as JSON: text stays readable, since it is never put into HTML as it is.</summary>
internal static class JsonOutput
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
