/** ATT&CK Enterprise 18: number and name, the letters of its tactics in the order of the matrix, its sub-techniques. */
export const techniqueLines = `
1001 Data Obfuscation|l|001 Junk Data|002 Steganography|003 Protocol or Service Impersonation
1003 OS Credential Dumping|h|001 LSASS Memory|002 Security Account Manager|003 NTDS|004 LSA Secrets|005 Cached Domain Credentials|006 DCSync|007 Proc Filesystem|008 /etc/passwd and /etc/shadow
1005 Data from Local System|k
1006 Direct Volume Access|g
1007 System Service Discovery|i
1008 Fallback Channels|l
1010 Application Window Discovery|i
1011 Exfiltration Over Other Network Medium|m|001 Exfiltration Over Bluetooth
1012 Query Registry|i
1014 Rootkit|g
1016 System Network Configuration Discovery|i|001 Internet Connection Discovery|002 Wi-Fi Discovery
1018 Remote System Discovery|i
1020 Automated Exfiltration|m|001 Traffic Duplication
1021 Remote Services|j|001 Remote Desktop Protocol|002 SMB/Windows Admin Shares|003 Distributed Component Object Model|004 SSH|005 VNC|006 Windows Remote Management|007 Cloud Services|008 Direct Cloud VM Connections
1025 Data from Removable Media|k
1027 Obfuscated Files or Information|g|001 Binary Padding|002 Software Packing|003 Steganography|004 Compile After Delivery|005 Indicator Removal from Tools|006 HTML Smuggling|007 Dynamic API Resolution|008 Stripped Payloads|009 Embedded Payloads|010 Command Obfuscation|011 Fileless Storage|012 LNK Icon Smuggling|013 Encrypted/Encoded File|014 Polymorphic Code|015 Compression|016 Junk Code Insertion|017 SVG Smuggling
1029 Scheduled Transfer|m
1030 Data Transfer Size Limits|m
1033 System Owner/User Discovery|i
1036 Masquerading|g|001 Invalid Code Signature|002 Right-to-Left Override|003 Rename Legitimate Utilities|004 Masquerade Task or Service|005 Match Legitimate Resource Name or Location|006 Space after Filename|007 Double File Extension|008 Masquerade File Type|009 Break Process Trees|010 Masquerade Account Name|011 Overwrite Process Arguments|012 Browser Fingerprint
1037 Boot or Logon Initialization Scripts|ef|001 Logon Script (Windows)|002 Login Hook|003 Network Logon Script|004 RC Scripts|005 Startup Items
1039 Data from Network Shared Drive|k
1040 Network Sniffing|hi
1041 Exfiltration Over C2 Channel|m
1046 Network Service Discovery|i
1047 Windows Management Instrumentation|d
1048 Exfiltration Over Alternative Protocol|m|001 Exfiltration Over Symmetric Encrypted Non-C2 Protocol|002 Exfiltration Over Asymmetric Encrypted Non-C2 Protocol|003 Exfiltration Over Unencrypted Non-C2 Protocol
1049 System Network Connections Discovery|i
1052 Exfiltration Over Physical Medium|m|001 Exfiltration over USB
1053 Scheduled Task/Job|def|002 At|003 Cron|005 Scheduled Task|006 Systemd Timers|007 Container Orchestration Job
1055 Process Injection|fg|001 Dynamic-link Library Injection|002 Portable Executable Injection|003 Thread Execution Hijacking|004 Asynchronous Procedure Call|005 Thread Local Storage|008 Ptrace System Calls|009 Proc Memory|011 Extra Window Memory Injection|012 Process Hollowing|013 Process Doppelgänging|014 VDSO Hijacking|015 ListPlanting
1056 Input Capture|hk|001 Keylogging|002 GUI Input Capture|003 Web Portal Capture|004 Credential API Hooking
1057 Process Discovery|i
1059 Command and Scripting Interpreter|d|001 PowerShell|002 AppleScript|003 Windows Command Shell|004 Unix Shell|005 Visual Basic|006 Python|007 JavaScript|008 Network Device CLI|009 Cloud API|010 AutoHotKey & AutoIT|011 Lua|012 Hypervisor CLI|013 Container CLI/API
1068 Exploitation for Privilege Escalation|f
1069 Permission Groups Discovery|i|001 Local Groups|002 Domain Groups|003 Cloud Groups
1070 Indicator Removal|g|001 Clear Windows Event Logs|002 Clear Linux or Mac System Logs|003 Clear Command History|004 File Deletion|005 Network Share Connection Removal|006 Timestomp|007 Clear Network Connection History and Configurations|008 Clear Mailbox Data|009 Clear Persistence|010 Relocate Malware
1071 Application Layer Protocol|l|001 Web Protocols|002 File Transfer Protocols|003 Mail Protocols|004 DNS|005 Publish/Subscribe Protocols
1072 Software Deployment Tools|dj
1074 Data Staged|k|001 Local Data Staging|002 Remote Data Staging
1078 Valid Accounts|cefg|001 Default Accounts|002 Domain Accounts|003 Local Accounts|004 Cloud Accounts
1080 Taint Shared Content|j
1082 System Information Discovery|i
1083 File and Directory Discovery|i
1087 Account Discovery|i|001 Local Account|002 Domain Account|003 Email Account|004 Cloud Account
1090 Proxy|l|001 Internal Proxy|002 External Proxy|003 Multi-hop Proxy|004 Domain Fronting
1091 Replication Through Removable Media|cj
1092 Communication Through Removable Media|l
1095 Non-Application Layer Protocol|l
1098 Account Manipulation|ef|001 Additional Cloud Credentials|002 Additional Email Delegate Permissions|003 Additional Cloud Roles|004 SSH Authorized Keys|005 Device Registration|006 Additional Container Cluster Roles|007 Additional Local or Domain Groups
1102 Web Service|l|001 Dead Drop Resolver|002 Bidirectional Communication|003 One-Way Communication
1104 Multi-Stage Channels|l
1105 Ingress Tool Transfer|l
1106 Native API|d
1110 Brute Force|h|001 Password Guessing|002 Password Cracking|003 Password Spraying|004 Credential Stuffing
1111 Multi-Factor Authentication Interception|h
1112 Modify Registry|eg
1113 Screen Capture|k
1114 Email Collection|k|001 Local Email Collection|002 Remote Email Collection|003 Email Forwarding Rule
1115 Clipboard Data|k
1119 Automated Collection|k
1120 Peripheral Device Discovery|i
1123 Audio Capture|k
1124 System Time Discovery|i
1125 Video Capture|k
1127 Trusted Developer Utilities Proxy Execution|g|001 MSBuild|002 ClickOnce|003 JamPlus
1129 Shared Modules|d
1132 Data Encoding|l|001 Standard Encoding|002 Non-Standard Encoding
1133 External Remote Services|ce
1134 Access Token Manipulation|fg|001 Token Impersonation/Theft|002 Create Process with Token|003 Make and Impersonate Token|004 Parent PID Spoofing|005 SID-History Injection
1135 Network Share Discovery|i
1136 Create Account|e|001 Local Account|002 Domain Account|003 Cloud Account
1137 Office Application Startup|e|001 Office Template Macros|002 Office Test|003 Outlook Forms|004 Outlook Home Page|005 Outlook Rules|006 Add-ins
1140 Deobfuscate/Decode Files or Information|g
1176 Software Extensions|e|001 Browser Extensions|002 IDE Extensions
1185 Browser Session Hijacking|k
1187 Forced Authentication|h
1189 Drive-by Compromise|c
1190 Exploit Public-Facing Application|c
1195 Supply Chain Compromise|c|001 Compromise Software Dependencies and Development Tools|002 Compromise Software Supply Chain|003 Compromise Hardware Supply Chain
1197 BITS Jobs|eg
1199 Trusted Relationship|c
1200 Hardware Additions|c
1201 Password Policy Discovery|i
1202 Indirect Command Execution|g
1203 Exploitation for Client Execution|d
1204 User Execution|d|001 Malicious Link|002 Malicious File|003 Malicious Image|004 Malicious Copy and Paste|005 Malicious Library
1205 Traffic Signaling|egl|001 Port Knocking|002 Socket Filters
1207 Rogue Domain Controller|g
1210 Exploitation of Remote Services|j
1211 Exploitation for Defense Evasion|g
1212 Exploitation for Credential Access|h
1213 Data from Information Repositories|k|001 Confluence|002 Sharepoint|003 Code Repositories|004 Customer Relationship Management Software|005 Messaging Applications|006 Databases
1216 System Script Proxy Execution|g|001 PubPrn|002 SyncAppvPublishingServer
1217 Browser Information Discovery|i
1218 System Binary Proxy Execution|g|001 Compiled HTML File|002 Control Panel|003 CMSTP|004 InstallUtil|005 Mshta|007 Msiexec|008 Odbcconf|009 Regsvcs/Regasm|010 Regsvr32|011 Rundll32|012 Verclsid|013 Mavinject|014 MMC|015 Electron Applications
1219 Remote Access Tools|l|001 IDE Tunneling|002 Remote Desktop Software|003 Remote Access Hardware
1220 XSL Script Processing|g
1221 Template Injection|g
1222 File and Directory Permissions Modification|g|001 Windows File and Directory Permissions Modification|002 Linux and Mac File and Directory Permissions Modification
1480 Execution Guardrails|g|001 Environmental Keying|002 Mutual Exclusion
1482 Domain Trust Discovery|i
1484 Domain or Tenant Policy Modification|fg|001 Group Policy Modification|002 Trust Modification
1485 Data Destruction|n|001 Lifecycle-Triggered Deletion
1486 Data Encrypted for Impact|n
1489 Service Stop|n
1490 Inhibit System Recovery|n
1491 Defacement|n|001 Internal Defacement|002 External Defacement
1495 Firmware Corruption|n
1496 Resource Hijacking|n|001 Compute Hijacking|002 Bandwidth Hijacking|003 SMS Pumping|004 Cloud Service Hijacking
1497 Virtualization/Sandbox Evasion|gi|001 System Checks|002 User Activity Based Checks|003 Time Based Checks
1498 Network Denial of Service|n|001 Direct Network Flood|002 Reflection Amplification
1499 Endpoint Denial of Service|n|001 OS Exhaustion Flood|002 Service Exhaustion Flood|003 Application Exhaustion Flood|004 Application or System Exploitation
1505 Server Software Component|e|001 SQL Stored Procedures|002 Transport Agent|003 Web Shell|004 IIS Components|005 Terminal Services DLL|006 vSphere Installation Bundles
1518 Software Discovery|i|001 Security Software Discovery|002 Backup Software Discovery
1525 Implant Internal Image|e
1526 Cloud Service Discovery|i
1528 Steal Application Access Token|h
1529 System Shutdown/Reboot|n
1530 Data from Cloud Storage|k
1531 Account Access Removal|n
1534 Internal Spearphishing|j
1535 Unused/Unsupported Cloud Regions|g
1537 Transfer Data to Cloud Account|m
1538 Cloud Service Dashboard|i
1539 Steal Web Session Cookie|h
1542 Pre-OS Boot|eg|001 System Firmware|002 Component Firmware|003 Bootkit|004 ROMMONkit|005 TFTP Boot
1543 Create or Modify System Process|ef|001 Launch Agent|002 Systemd Service|003 Windows Service|004 Launch Daemon|005 Container Service
1546 Event Triggered Execution|ef|001 Change Default File Association|002 Screensaver|003 Windows Management Instrumentation Event Subscription|004 Unix Shell Configuration Modification|005 Trap|006 LC_LOAD_DYLIB Addition|007 Netsh Helper DLL|008 Accessibility Features|009 AppCert DLLs|010 AppInit DLLs|011 Application Shimming|012 Image File Execution Options Injection|013 PowerShell Profile|014 Emond|015 Component Object Model Hijacking|016 Installer Packages|017 Udev Rules|018 Python Startup Hooks
1547 Boot or Logon Autostart Execution|ef|001 Registry Run Keys / Startup Folder|002 Authentication Package|003 Time Providers|004 Winlogon Helper DLL|005 Security Support Provider|006 Kernel Modules and Extensions|007 Re-opened Applications|008 LSASS Driver|009 Shortcut Modification|010 Port Monitors|012 Print Processors|013 XDG Autostart Entries|014 Active Setup|015 Login Items
1548 Abuse Elevation Control Mechanism|fg|001 Setuid and Setgid|002 Bypass User Account Control|003 Sudo and Sudo Caching|004 Elevated Execution with Prompt|005 Temporary Elevated Cloud Access|006 TCC Manipulation
1550 Use Alternate Authentication Material|gj|001 Application Access Token|002 Pass the Hash|003 Pass the Ticket|004 Web Session Cookie
1552 Unsecured Credentials|h|001 Credentials In Files|002 Credentials in Registry|003 Shell History|004 Private Keys|005 Cloud Instance Metadata API|006 Group Policy Preferences|007 Container API|008 Chat Messages
1553 Subvert Trust Controls|g|001 Gatekeeper Bypass|002 Code Signing|003 SIP and Trust Provider Hijacking|004 Install Root Certificate|005 Mark-of-the-Web Bypass|006 Code Signing Policy Modification
1554 Compromise Host Software Binary|e
1555 Credentials from Password Stores|h|001 Keychain|002 Securityd Memory|003 Credentials from Web Browsers|004 Windows Credential Manager|005 Password Managers|006 Cloud Secrets Management Stores
1556 Modify Authentication Process|egh|001 Domain Controller Authentication|002 Password Filter DLL|003 Pluggable Authentication Modules|004 Network Device Authentication|005 Reversible Encryption|006 Multi-Factor Authentication|007 Hybrid Identity|008 Network Provider DLL|009 Conditional Access Policies
1557 Adversary-in-the-Middle|hk|001 LLMNR/NBT-NS Poisoning and SMB Relay|002 ARP Cache Poisoning|003 DHCP Spoofing|004 Evil Twin
1558 Steal or Forge Kerberos Tickets|h|001 Golden Ticket|002 Silver Ticket|003 Kerberoasting|004 AS-REP Roasting|005 Ccache Files
1559 Inter-Process Communication|d|001 Component Object Model|002 Dynamic Data Exchange|003 XPC Services
1560 Archive Collected Data|k|001 Archive via Utility|002 Archive via Library|003 Archive via Custom Method
1561 Disk Wipe|n|001 Disk Content Wipe|002 Disk Structure Wipe
1562 Impair Defenses|g|001 Disable or Modify Tools|002 Disable Windows Event Logging|003 Impair Command History Logging|004 Disable or Modify System Firewall|006 Indicator Blocking|007 Disable or Modify Cloud Firewall|008 Disable or Modify Cloud Logs|009 Safe Mode Boot|010 Downgrade Attack|011 Spoof Security Alerting|012 Disable or Modify Linux Audit System|013 Disable or Modify Network Device Firewall
1563 Remote Service Session Hijacking|j|001 SSH Hijacking|002 RDP Hijacking
1564 Hide Artifacts|g|001 Hidden Files and Directories|002 Hidden Users|003 Hidden Window|004 NTFS File Attributes|005 Hidden File System|006 Run Virtual Instance|007 VBA Stomping|008 Email Hiding Rules|009 Resource Forking|010 Process Argument Spoofing|011 Ignore Process Interrupts|012 File/Path Exclusions|013 Bind Mounts|014 Extended Attributes
1565 Data Manipulation|n|001 Stored Data Manipulation|002 Transmitted Data Manipulation|003 Runtime Data Manipulation
1566 Phishing|c|001 Spearphishing Attachment|002 Spearphishing Link|003 Spearphishing via Service|004 Spearphishing Voice
1567 Exfiltration Over Web Service|m|001 Exfiltration to Code Repository|002 Exfiltration to Cloud Storage|003 Exfiltration to Text Storage Sites|004 Exfiltration Over Webhook
1568 Dynamic Resolution|l|001 Fast Flux DNS|002 Domain Generation Algorithms|003 DNS Calculation
1569 System Services|d|001 Launchctl|002 Service Execution|003 Systemctl
1570 Lateral Tool Transfer|j
1571 Non-Standard Port|l
1572 Protocol Tunneling|l
1573 Encrypted Channel|l|001 Symmetric Cryptography|002 Asymmetric Cryptography
1574 Hijack Execution Flow|efg|001 DLL|004 Dylib Hijacking|005 Executable Installer File Permissions Weakness|006 Dynamic Linker Hijacking|007 Path Interception by PATH Environment Variable|008 Path Interception by Search Order Hijacking|009 Path Interception by Unquoted Path|010 Services File Permissions Weakness|011 Services Registry Permissions Weakness|012 COR_PROFILER|013 KernelCallbackTable|014 AppDomainManager
1578 Modify Cloud Compute Infrastructure|g|001 Create Snapshot|002 Create Cloud Instance|003 Delete Cloud Instance|004 Revert Cloud Instance|005 Modify Cloud Compute Configurations
1580 Cloud Infrastructure Discovery|i
1583 Acquire Infrastructure|b|001 Domains|002 DNS Server|003 Virtual Private Server|004 Server|005 Botnet|006 Web Services|007 Serverless|008 Malvertising
1584 Compromise Infrastructure|b|001 Domains|002 DNS Server|003 Virtual Private Server|004 Server|005 Botnet|006 Web Services|007 Serverless|008 Network Devices
1585 Establish Accounts|b|001 Social Media Accounts|002 Email Accounts|003 Cloud Accounts
1586 Compromise Accounts|b|001 Social Media Accounts|002 Email Accounts|003 Cloud Accounts
1587 Develop Capabilities|b|001 Malware|002 Code Signing Certificates|003 Digital Certificates|004 Exploits
1588 Obtain Capabilities|b|001 Malware|002 Tool|003 Code Signing Certificates|004 Digital Certificates|005 Exploits|006 Vulnerabilities|007 Artificial Intelligence
1589 Gather Victim Identity Information|a|001 Credentials|002 Email Addresses|003 Employee Names
1590 Gather Victim Network Information|a|001 Domain Properties|002 DNS|003 Network Trust Dependencies|004 Network Topology|005 IP Addresses|006 Network Security Appliances
1591 Gather Victim Org Information|a|001 Determine Physical Locations|002 Business Relationships|003 Identify Business Tempo|004 Identify Roles
1592 Gather Victim Host Information|a|001 Hardware|002 Software|003 Firmware|004 Client Configurations
1593 Search Open Websites/Domains|a|001 Social Media|002 Search Engines|003 Code Repositories
1594 Search Victim-Owned Websites|a
1595 Active Scanning|a|001 Scanning IP Blocks|002 Vulnerability Scanning|003 Wordlist Scanning
1596 Search Open Technical Databases|a|001 DNS/Passive DNS|002 WHOIS|003 Digital Certificates|004 CDNs|005 Scan Databases
1597 Search Closed Sources|a|001 Threat Intel Vendors|002 Purchase Technical Data
1598 Phishing for Information|a|001 Spearphishing Service|002 Spearphishing Attachment|003 Spearphishing Link|004 Spearphishing Voice
1599 Network Boundary Bridging|g|001 Network Address Translation Traversal
1600 Weaken Encryption|g|001 Reduce Key Space|002 Disable Crypto Hardware
1601 Modify System Image|g|001 Patch System Image|002 Downgrade System Image
1602 Data from Configuration Repository|k|001 SNMP (MIB Dump)|002 Network Device Configuration Dump
1606 Forge Web Credentials|h|001 Web Cookies|002 SAML Tokens
1608 Stage Capabilities|b|001 Upload Malware|002 Upload Tool|003 Install Digital Certificate|004 Drive-by Target|005 Link Target|006 SEO Poisoning
1609 Container Administration Command|d
1610 Deploy Container|dg
1611 Escape to Host|f
1612 Build Image on Host|g
1613 Container and Resource Discovery|i
1614 System Location Discovery|i|001 System Language Discovery
1615 Group Policy Discovery|i
1619 Cloud Storage Object Discovery|i
1620 Reflective Code Loading|g
1621 Multi-Factor Authentication Request Generation|h
1622 Debugger Evasion|gi
1647 Plist File Modification|g
1648 Serverless Execution|d
1649 Steal or Forge Authentication Certificates|h
1650 Acquire Access|b
1651 Cloud Administration Command|d
1652 Device Driver Discovery|i
1653 Power Settings|e
1654 Log Enumeration|i
1656 Impersonation|g
1657 Financial Theft|n
1659 Content Injection|cl
1665 Hide Infrastructure|l
1666 Modify Cloud Resource Hierarchy|g
1667 Email Bombing|n
1668 Exclusive Control|e
1669 Wi-Fi Networks|c
1671 Cloud Application Integration|e
1672 Email Spoofing|g
1673 Virtual Machine Discovery|i
1674 Input Injection|d
1675 ESXi Administration Command|d
1677 Poisoned Pipeline Execution|d
1678 Delay Execution|g
1679 Selective Exclusion|g
1680 Local Storage Discovery|i
1681 Search Threat Vendor Data|a`;

/** Numbers that were given up, and those that took their place. */
export const replacedLines = `
1002=1560 1004=1547.004 1009=1027.001 1013=1547.010 1015=1546.008 1017=1072 1019=1542.001
1022=1560 1023=1547.009 1024=1573 1028=1021.006 1031=1543.003 1032=1573 1035=1569.002
1038=1574.001 1042=1546.001 1044=1574.010 1045=1027.002 1050=1543.003 1053.001=1053.002
1054=1562.006 1058=1574.011 1060=1547.001 1063=1518.001 1065=1571 1066=1027.005 1067=1542.003
1073=1574.002 1075=1550.002 1076=1021.001 1077=1021.002 1079=1573 1081=1552.001 1084=1546.003
1085=1218.011 1086=1059.001 1088=1548.002 1089=1562.001 1093=1055.012 1094=1095 1096=1564.004
1097=1550.003 1099=1070.006 1100=1505.003 1101=1547.005 1103=1546.010 1107=1070.004 1109=1542.002
1116=1553.002 1117=1218.010 1118=1218.004 1121=1218.009 1122=1546.015 1126=1070.005 1128=1546.007
1130=1553.004 1131=1547.002 1138=1546.011 1139=1552.003 1141=1056.002 1142=1555.001 1143=1564.003
1144=1553.001 1145=1552.004 1146=1070.003 1147=1564.002 1148=1562.003 1150=1547.011 1151=1036.006
1152=1569.001 1154=1546.005 1155=1059.002 1156=1546.004 1157=1574.004 1158=1564.001 1159=1543.001
1160=1543.004 1161=1546.006 1162=1547.011 1163=1037.004 1164=1547.007 1165=1037.005 1166=1548.001
1167=1555.002 1168=1053 1169=1548.003 1170=1218.005 1171=1557.001 1172=1090.004 1173=1559.002
1174=1556.002 1177=1547.008 1178=1134.005 1179=1056.004 1180=1546.002 1181=1055.011 1182=1546.009
1183=1546.012 1184=1563.001 1186=1055.013 1188=1090.003 1191=1218.003 1192=1566.002 1193=1566.001
1194=1566.003 1196=1218.002 1198=1553.003 1206=1548.003 1208=1558.003 1209=1547.003 1214=1552.002
1215=1547.006 1223=1218.001 1483=1568.002 1487=1561.002 1488=1561.001 1492=1565.001 1493=1565.002
1494=1565.003 1500=1027.004 1501=1543.002 1502=1134.004 1503=1555.003 1504=1546.013 1506=1550.004
1514=1548.004 1519=1546.014 1522=1552.005 1527=1550.001 1536=1578.004 1547.011=1647
1574.002=1574.001`;
