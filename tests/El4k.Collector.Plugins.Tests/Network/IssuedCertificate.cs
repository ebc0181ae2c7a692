using System.Security.Cryptography.X509Certificates;

namespace El4k.Collector.Plugins.Tests.Network;

/// <summary>A certificate with its key: as files, and loaded.</summary>
internal sealed record IssuedCertificate(string CertificateFile, string KeyFile, X509Certificate2 Certificate);
