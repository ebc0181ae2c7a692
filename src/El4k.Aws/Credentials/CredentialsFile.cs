namespace El4k.Aws.Credentials;

/// <summary>The file of the option <c>aws_credentials_file</c>: YAML of one level, its keys with or without the colon of a Ruby symbol before them.</summary>
internal static class CredentialsFile
{
    /// <exception cref="AwsCredentialsException">The file cannot be read, or lacks a key.</exception>
    public static AwsCredentials Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AwsCredentialsException($"aws_credentials_file cannot be read: {failure.Message}", failure);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var text = line.Trim();
            var colon = text.IndexOf(':', Math.Min(1, text.Length));
            if (colon > 0 && text[0] != '#')
            {
                values[text[..colon].Trim().TrimStart(':')] = Unquote(text[(colon + 1)..].Trim());
            }
        }

        string Need(string name) => values.TryGetValue(name, out var value) && value.Length > 0 ? value
            : throw new AwsCredentialsException($"The file {path} of aws_credentials_file has no line \":{name}: …\".");
        return new AwsCredentials(Need("access_key_id"), Need("secret_access_key"), values.GetValueOrDefault("session_token"));
    }

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;
}
