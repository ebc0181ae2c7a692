using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace El4k.Testing.Aws;

/// <summary>Recomputes the AWS Signature Version 4 of a request as it arrived, as the services do: written from the specification, and itself tried on its published examples.</summary>
/// <param name="Service">The service that the signature must be for.</param>
/// <param name="Region">The region that it must be for.</param>
/// <param name="Secrets">The secret of each access key.</param>
/// <param name="Time">The clock that decides whether a signature is too old.</param>
public sealed record SignatureCheck(string Service, string Region, IReadOnlyDictionary<string, string> Secrets, TimeProvider Time)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(5);

    /// <summary>Whether a hash of the body is demanded as a header, and a signed length refused, as OpenSearch Serverless does.</summary>
    public bool IsServerless { get; init; }

    /// <summary>The session token that the temporary keys must come with; null when they are not temporary.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Why the service would answer 403, or null when the signature is right.</summary>
    public string? Refusal(string method, string target, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body)
    {
        if (!headers.TryGetValue("authorization", out var authorization) || !authorization.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal))
        {
            return "MissingAuthenticationToken";
        }

        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var scope = parts["Credential"].Split('/');
        var date = headers["x-amz-date"];
        if (scope.Length != 5 || scope[1] != date[..8] || scope[2] != Region || scope[3] != Service || scope[4] != "aws4_request")
        {
            return $"Credential should be scoped to {Region}/{Service}, not {parts["Credential"]}";
        }

        if (!Secrets.TryGetValue(scope[0], out var secret))
        {
            return "UnrecognizedClientException";
        }

        var signedAt = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((Time.GetUtcNow() - signedAt).Duration() > Validity)
        {
            return "Signature expired";
        }

        if (SessionToken is not null && headers.GetValueOrDefault("x-amz-security-token") != SessionToken)
        {
            return "The security token included in the request is invalid";
        }

        var signed = parts["SignedHeaders"].Split(';');
        if (RefusalOfHeaders(signed, headers, body) is { } wrong)
        {
            return wrong;
        }

        var expected = Sign(secret, scope, date, Canonical(method, target, signed, headers, body));
        return expected == parts["Signature"] ? null : "SignatureDoesNotMatch";
    }

    private string? RefusalOfHeaders(string[] signed, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body)
    {
        var unsigned = headers.Keys.Where(name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !signed.Contains(name.ToLowerInvariant())).ToList();
        if (!signed.Contains("host") || unsigned.Count > 0)
        {
            return $"There were headers present in the request which were not signed: {string.Join(' ', unsigned)}";
        }

        if (IsServerless && (signed.Contains("content-length") || !headers.ContainsKey("x-amz-content-sha256")))
        {
            return "aoss: content-length must not be signed, x-amz-content-sha256 must be there";
        }

        return headers.TryGetValue("x-amz-content-sha256", out var hash) && hash != Hash(body) ? "the body is not the one that was signed" : null;
    }

    private static string Canonical(string method, string target, string[] signed, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var parameters = query < 0 ? [] : target[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).Select(pair => (Encode(Uri.UnescapeDataString(pair[0])), pair.Length > 1 ? Encode(Uri.UnescapeDataString(pair[1])) : ""))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal).ThenBy(pair => pair.Item2, StringComparer.Ordinal).ToArray();
        var text = new StringBuilder()
            .Append(method).Append('\n')
            .Append(string.Join('/', path.Split('/').Select(Encode))).Append('\n')
            .Append(string.Join('&', parameters.Select(pair => $"{pair.Item1}={pair.Item2}"))).Append('\n');
        foreach (var name in signed)
        {
            var value = headers.TryGetValue(name, out var found) ? found : "";
            text.Append(name).Append(':').Append(string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Append('\n');
        }

        return text.Append('\n').Append(string.Join(';', signed)).Append('\n').Append(Hash(body)).ToString();
    }

    private static string Sign(string secret, string[] scope, string date, string canonical)
    {
        var text = $"AWS4-HMAC-SHA256\n{date}\n{string.Join('/', scope[1..])}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope[1..])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // The unreserved characters of RFC 3986 stay; a path that is encoded already is encoded once more.
    private static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || "-_.~".Contains((char)b, StringComparison.Ordinal))
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
