using System.Text.Encodings.Web;
using System.Text.Json;

namespace El4k.Store.Indices;

/// <summary>How merged documents are written: letters stay letters instead of becoming \u escapes.</summary>
internal static class PartialUpdateJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
