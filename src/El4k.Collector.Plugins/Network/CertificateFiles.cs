using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace El4k.Collector.Plugins.Network;

/// <summary>Reads certificates and keys from the files that options name; what is wrong with a file is said together with its option.</summary>
internal static class CertificateFiles
{
    // A store that keytool made before Java 9 begins so.
    private static readonly byte[] JavaStore = [0xFE, 0xED, 0xFE, 0xED];

    /// <summary>All certificates of one file, in PEM or DER; at least one.</summary>
    /// <exception cref="PluginOptionException">The file cannot be read, or holds none.</exception>
    public static X509Certificate2Collection Read(string option, string path)
    {
        var content = Bytes(option, path);
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(System.Text.Encoding.Latin1.GetString(content));
            if (found.Count == 0)
            {
                found.Add(X509CertificateLoader.LoadCertificate(content));
            }
        }
        catch (CryptographicException)
        {
            throw new PluginOptionException(option, $"\"{path}\" holds no certificate; a file in PEM has a line -----BEGIN CERTIFICATE-----");
        }

        return found;
    }

    /// <summary>Certificates of files, and of all files of folders.</summary>
    /// <exception cref="PluginOptionException">A file cannot be read, or holds none.</exception>
    public static X509Certificate2Collection ReadAll(string option, IReadOnlyList<string> paths)
    {
        var found = new X509Certificate2Collection();
        foreach (var path in paths)
        {
            foreach (var file in Directory.Exists(path) ? Files(option, path) : [path])
            {
                found.AddRange(Read(option, file));
            }
        }

        return found;
    }

    /// <summary>The certificate together with its private key.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="path">The key's file, the value of <c>ssl_key</c>.</param>
    /// <param name="passphrase">The value of <c>ssl_key_passphrase</c>.</param>
    /// <exception cref="PluginOptionException">The file holds no key, is encrypted otherwise, or its key is another certificate's.</exception>
    public static X509Certificate2 WithKey(X509Certificate2 certificate, string path, string? passphrase)
    {
        var text = System.Text.Encoding.Latin1.GetString(Bytes("ssl_key", path));
        if (text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw new PluginOptionException("ssl_key", $"\"{path}\" is encrypted in OpenSSL's old format; convert it with: openssl pkcs8 -topk8 -in {path} -out new.pem");
        }

        var isEncrypted = text.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && string.IsNullOrEmpty(passphrase))
        {
            throw new PluginOptionException("ssl_key_passphrase", $"the key in \"{path}\" is encrypted; give the passphrase that opens it");
        }

        using AsymmetricAlgorithm key = certificate.GetKeyAlgorithm() switch
        {
            "1.2.840.113549.1.1.1" => RSA.Create(),
            "1.2.840.10045.2.1" => ECDsa.Create(),
            var other => throw new PluginOptionException("ssl_certificate", $"the certificate's key is of a kind that is not supported ({other}); RSA and EC are"),
        };
        Import(key, text, isEncrypted ? passphrase : null, path);
        try
        {
            return key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
        }
        catch (ArgumentException)
        {
            throw new PluginOptionException("ssl_key", $"the key in \"{path}\" does not belong to the certificate of ssl_certificate");
        }
    }

    /// <summary>All certificates of a PKCS#12 file, with the keys it holds.</summary>
    /// <exception cref="PluginOptionException">The file cannot be read, is of another format, or the password does not open it.</exception>
    public static X509Certificate2Collection ReadStore(string option, string path, string? password)
    {
        var content = Bytes(option, path);
        if (content.AsSpan().StartsWith(JavaStore))
        {
            throw new PluginOptionException(option, $"\"{path}\" is a key store of Java's own format; convert it with: keytool -importkeystore -srckeystore {path} -destkeystore new.p12 -deststoretype pkcs12");
        }

        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(content, password);
        }
        catch (CryptographicException)
        {
            throw new PluginOptionException(option, $"\"{path}\" is no PKCS#12 file, or the password does not open it");
        }
    }

    private static void Import(AsymmetricAlgorithm key, string text, string? passphrase, string path)
    {
        try
        {
            if (passphrase is null)
            {
                key.ImportFromPem(text);
            }
            else
            {
                key.ImportFromEncryptedPem(text, passphrase);
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw passphrase is null
                ? new PluginOptionException("ssl_key", $"\"{path}\" holds no private key of the certificate's kind ({(key is RSA ? "RSA" : "EC")}); a file in PEM has a line such as -----BEGIN PRIVATE KEY-----")
                : new PluginOptionException("ssl_key_passphrase", $"the passphrase does not open the key in \"{path}\"");
        }
    }

    private static string[] Files(string option, string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PluginOptionException(option, $"\"{folder}\" cannot be read: {failure.Message}");
        }
    }

    private static byte[] Bytes(string option, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PluginOptionException(option, $"there is no file \"{path}\"");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PluginOptionException(option, $"\"{path}\" cannot be read: {failure.Message}");
        }
    }
}
