using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Network;

/// <summary>A certificate authority of a test's own, which writes what it issues to files.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _root;
    private int _serial;

    /// <param name="name">Its common name.</param>
    /// <param name="issuer">Who vouches for it; without one it vouches for itself.</param>
    public TestAuthority(string name = "Test authority", TestAuthority? issuer = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null)
        {
            _root = request.CreateSelfSigned(From, From.AddYears(1));
        }
        else
        {
            using var issued = request.Create(issuer._root, From, From.AddMonths(6), [0x7F, 1]);
            _root = issued.CopyWithPrivateKey(key);
        }

        File = _folder.Write("ca.pem", _root.ExportCertificatePem());
    }

    /// <summary>The file of the authority's own certificate.</summary>
    public string File { get; }

    /// <summary>The folder that the files lie in.</summary>
    public TemporaryFolder Folder => _folder;

    /// <summary>Issues a certificate for localhost and 127.0.0.1.</summary>
    /// <param name="name">Its common name, and the name of its files.</param>
    /// <param name="passphrase">Encrypts the key's file.</param>
    /// <param name="isRsa">Whether the key is RSA rather than elliptic.</param>
    /// <param name="otherName">A DNS name in place of localhost's.</param>
    public IssuedCertificate Issue(string name, string? passphrase = null, bool isRsa = false, string? otherName = null)
    {
        using AsymmetricAlgorithm key = isRsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedName($"CN={name}");
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(otherName ?? "localhost");
        if (otherName is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_root.SubjectName, X509SignatureGenerator.CreateForECDsa(_root.GetECDsaPrivateKey()!), From, From.AddDays(30), BitConverter.GetBytes(++_serial));
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return new IssuedCertificate(
            _folder.Write($"{name}.crt", issued.ExportCertificatePem()),
            _folder.Write($"{name}.key", passphrase is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, parameters)),
            key is RSA own ? issued.CopyWithPrivateKey(own) : issued.CopyWithPrivateKey((ECDsa)key));
    }

    /// <summary>Makes a client that trusts this authority alone.</summary>
    /// <param name="certificate">What the client shows.</param>
    public SslClientAuthenticationOptions CreateClient(X509Certificate2? certificate = null) => new()
    {
        TargetHost = "localhost",
        ClientCertificates = certificate is null ? null : [certificate],
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _root },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    public void Dispose()
    {
        _root.Dispose();
        _folder.Dispose();
    }
}
